--TEST--
a request that blocks its worker for longer than http_request_timeout is answered 504, logged with its backtrace, and the worker replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

function block(string $flag): void
{
    while (!file_exists($flag)) {
        usleep(10_000);
        clearstatcache();
    }
}

foreach ([SWOOLE_PROCESS, SWOOLE_BASE] as $mode) {
    $flag = Scratch::path("flag$mode");
    $t = TestServer::start(fn (TestServer $t) => Http::define($t, $mode, function ($request, $response) use ($t, $flag) {
        if ($request->server['path_info'] === '/block') {
            block($flag);
            $t->journal->note('late', $response->end('late'));
        }
        $response->end((string) getmypid());
    }, ['worker_num' => $mode === SWOOLE_BASE ? 2 : 1, 'max_wait_time' => 10, 'http_request_timeout' => 0.2, 'enable_coroutine' => false]));
    $client = $t->connect();
    $answer = Http::exchange($client, Http::request('GET', '/block'));
    same(504, $answer->status, 'status');
    same('close', $answer->field('Connection'), 'Connection');
    check($client->isClosed(), 'closed');
    foreach (['http_request_timeout', 'usleep()', basename(__FILE__, '.php'), 'block()'] as $text) {
        $t->waitLog($text);
    }
    touch($flag);
    same([false], $t->journal->wait('late'), 'end() that comes too late');
    // The worker that was stuck has been replaced.
    $t->waitStarts($mode === SWOOLE_BASE ? 3 : 2);
    check(in_array((int) Http::get($t, '/')->body, $t->workers(), true), 'a worker that is there answers');
    same(0, $t->stop(), 'exit code');
}
echo "done\n";
?>
--EXPECT--
done
