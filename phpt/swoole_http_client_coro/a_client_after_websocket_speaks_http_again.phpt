--TEST--
get() after upgrade(), and upgrade() after get(), each on the connection that it needs
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
$t = WebSocket::server(SWOOLE_BASE, [
    'open' => fn ($server, $request) => $server->push($request->fd, "session $request->fd"),
    'request' => fn ($request, $response) => $response->end("session $request->fd"),
]);
Co\run(function () use ($t) {
    $client = new Client('127.0.0.1', $t->port);
    $client->set(['timeout' => PATIENCE]);
    $client->get('/');
    $first = $client->body;
    same([true, $first], [$client->upgrade('/'), $client->recv()->data], 'the same connection');
    $client->push('hello');
    same('hello', $client->recv()->data, 'echo');
    same([true, true], [$client->get('/'), $client->body !== $first], 'another connection');
    same([true, $client->body], [$client->upgrade('/'), $client->recv()->data], 'which goes over in turn');
});
echo "done\n";
?>
--EXPECT--
done
