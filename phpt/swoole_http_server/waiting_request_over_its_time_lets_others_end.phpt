--TEST--
a request that waits in its coroutine for longer than http_request_timeout is answered as http_request_timeout_status says; others end before the worker does
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach ([SWOOLE_PROCESS, SWOOLE_BASE] as $mode) {
    $t = TestServer::start(fn (TestServer $t) => Http::define($t, $mode, function ($request, $response) {
        switch ($request->server['path_info']) {
            case '/wait':
                (new Swoole\Coroutine\Channel(1))->pop();
                break;
            case '/begun':
                // An answer that has begun may take its time.
                $response->write('begun ');
                Swoole\Coroutine::sleep(0.8);
                break;
        }
        $response->end((string) getmypid());
    }, ['max_wait_time' => 2, 'http_request_timeout' => 0.2, 'http_request_timeout_status' => 503]));
    $pid = (int) Http::get($t, '/')->body;
    $waits = $t->connect()->send(Http::request('GET', '/wait'));
    $begun = $t->connect()->send(Http::request('GET', '/begun'));
    same(503, Http::read($waits)->status, 'status');
    check($waits->isClosed(), 'closed');
    $t->waitLog('Swoole\Coroutine\Channel->pop()');
    same("begun $pid", Http::read($begun)->body, 'the other request');
    if ($mode === SWOOLE_PROCESS) {
        $t->waitStarts(2);
    }
    same(200, Http::get($t, '/')->status, 'afterwards');
    same(0, $t->stop(), 'exit code');
}
echo "done\n";
?>
--EXPECT--
done
