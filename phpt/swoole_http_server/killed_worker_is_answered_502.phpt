--TEST--
a request whose worker dies is answered 502 where the connection outlives the worker, and the connection ends
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = Http::server(SWOOLE_PROCESS, function ($request, $response) {
    if ($request->server['path_info'] === '/die') {
        posix_kill(getmypid(), SIGKILL);
    }
    $response->end('fine');
});
$client = $t->connect();
same('fine', Http::exchange($client, Http::request('GET', '/'))->body, 'before');
$client->send(Http::request('GET', '/die') . Http::request('GET', '/'));
same(502, Http::read($client)->status, 'status');
check($client->isClosed(), 'closed');
same('fine', Http::get($t, '/')->body, 'afterwards');
echo "done\n";
?>
--EXPECT--
done
