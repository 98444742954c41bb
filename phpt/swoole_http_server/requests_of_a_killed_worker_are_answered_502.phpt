--TEST--
all requests that a killed worker was working on in coroutines are answered 502; what it had not taken up is its successor's
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => Http::define($t, SWOOLE_PROCESS, function ($request, $response) use ($t) {
    if ($request->server['path_info'] === '/wait') {
        $t->journal->note('waiting');
        (new Swoole\Coroutine\Channel(1))->pop();
    }
    $response->end((string) getmypid());
}));
$client = $t->connect();
$pid = (int) Http::exchange($client, Http::request('GET', '/'))->body;
$waiting = [];
for ($i = 0; $i < 5; $i++) {
    $waiting[] = $t->connect()->send(Http::request('GET', '/wait'));
}
$t->journal->wait('waiting', 5);
posix_kill($pid, SIGSTOP);
$client->send(Http::request('GET', '/'));
posix_kill($pid, SIGKILL);
foreach ($waiting as $one) {
    same(502, Http::read($one)->status, 'status');
    check($one->isClosed(), 'closed');
}
$answer = Http::read($client);
same(200, $answer->status, 'the other');
check((int) $answer->body !== $pid, 'the successor answers');
echo "done\n";
?>
--EXPECT--
done
