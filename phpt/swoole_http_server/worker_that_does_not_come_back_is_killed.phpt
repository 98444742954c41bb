--TEST--
a worker that does not come back from a request whose time is over is killed after max_wait_time, and replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => Http::define($t, SWOOLE_PROCESS, function ($request, $response) {
    while ($request->server['path_info'] === '/block') {
    }
    $response->end('fine');
}, ['max_wait_time' => 1, 'http_request_timeout' => 0.1]));
$client = $t->connect();
same(504, Http::exchange($client, Http::request('GET', '/block'))->status, 'status');
$t->waitStarts(2);
$t->waitLog('max_wait_time');
same('fine', Http::get($t, '/')->body, 'the successor');
echo "done\n";
?>
--EXPECT--
done
