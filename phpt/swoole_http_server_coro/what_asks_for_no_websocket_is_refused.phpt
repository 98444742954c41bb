--TEST--
upgrade() answers 400 to what asks for no WebSocket, or wrongly (426 for another version); the other methods then warn
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\{Client, Server};
Co\run(function () {
    $server = new Server('127.0.0.1', 0);
    $server->handle('/', function ($request, $response) {
        same(false, $response->upgrade(), 'upgrade');
        $fd = $response->fd;
        foreach (['recv' => [], 'push' => ['x'], 'disconnect' => []] as $method => $arguments) {
            $warning = "Warning: Swoole\\Http\\Response::$method(): fd[$fd] is not a websocket conncetion";
            same([false, [$warning]], with_warnings(fn () => $response->$method(...$arguments)), $method);
        }
    });
    go(fn () => $server->start());
    $client = new Client('127.0.0.1', $server->port);
    $client->set(['timeout' => PATIENCE]);
    $client->get('/');
    same(400, $client->statusCode, 'a plain request');
    foreach ([[400, ['Sec-WebSocket-Key' => 'short']], [426, ['Sec-WebSocket-Version' => '8']]] as [$status, $fields]) {
        $client->setHeaders($fields + ['Upgrade' => 'websocket', 'Connection' => 'Upgrade', 'Sec-WebSocket-Key' => WebSocket::KEY, 'Sec-WebSocket-Version' => '13']);
        $client->get('/');
        same([$status, $status === 426 ? '13' : null], [$client->statusCode, $client->headers['sec-websocket-version'] ?? null], key($fields));
    }
    $server->shutdown();
});
echo "done\n";
?>
--EXPECT--
done
