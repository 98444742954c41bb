--TEST--
what fails says why
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http2\Client;
$t = Http2::server(SWOOLE_BASE, function ($request, $response) {
    if ($request->server['path_info'] === '/close') {
        return $response->close();
    }
    Co::sleep(0.3);
    return $response->end('late');
});
same('Swoole\Coroutine\Http2\Client\Exception(505): The port is invalid', thrown_by(fn () => new Client('127.0.0.1', -1)), 'port');
same('Swoole\Coroutine\Http2\Client\Exception(22): host is empty', thrown_by(fn () => new Client('')), 'host');
Co\run(function () use ($t) {
    $client = new Client('127.0.0.1', Peer::nobody());
    same([false, SOCKET_ECONNREFUSED, false], [$client->connect(), $client->errCode, $client->connected], 'nobody');
    $client = new Client('127.0.0.1', $t->port);
    $client->set(['timeout' => PATIENCE]);
    foreach (['send' => [Http2::request('/')], 'recv' => [], 'read' => [], 'ping' => [], 'goaway' => [], 'write' => [1, 'x']] as $name => $arguments) {
        same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION, 'Client no connection'], [$client->$name(...$arguments), $client->errCode, $client->errMsg], $name);
    }
    same([true, false, SOCKET_EISCONN], [$client->connect(), $client->connect(), $client->errCode], 'twice');
    $client->send(Http2::request('/'));
    same([false, SOCKET_ETIMEDOUT, true], [$client->recv(0.02), $client->errCode, $client->connected], 'late');
    same('late', $client->recv()->data, 'and then it is there');
    foreach ([['cookies' => ['a' => str_repeat('x', 5000)]], ['headers' => ['x' => "a\nb"]], ['path' => '/a b'], ['method' => 'G T']] as $wrong) {
        $request = Http2::request('/', more: $wrong);
        check(str_starts_with(thrown_by(fn () => $client->send($request)), 'Swoole\Coroutine\Http2\Client\Exception'), key($wrong));
    }
    $client->send(Http2::request('/close'));
    same([false, SOCKET_ECONNRESET, false], [$client->recv(), $client->errCode, $client->connected], 'the server has gone');
    same([true, true, false, SOCKET_EBADF], [$client->connect(), $client->close(), $client->close(), $client->errCode], 'close');
});
echo "done\n";
?>
--EXPECT--
done
