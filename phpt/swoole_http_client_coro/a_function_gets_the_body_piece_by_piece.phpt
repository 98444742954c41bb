--TEST--
write_func is given the body as it comes, and may close the connection or throw
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $peer = HttpPeer::answering(
        [HttpPeer::head("Transfer-Encoding: chunked\r\n", "3\r\none\r\n"), 0.02, "3\r\ntwo\r\n0\r\n\r\n"],
        $half = fn ($stream) => [fwrite($stream, HttpPeer::head("Content-Length: 6\r\n", 'one')), Peer::until($stream, 'the end')],
        $half,
        HttpPeer::ok('last'),
    );
    $client = new Client('127.0.0.1', $peer->port);
    $pieces = [];
    $client->set(['timeout' => PATIENCE, 'write_func' => function (Client $given, string $data) use ($client, &$pieces) {
        check($given === $client, 'the client');
        $pieces[] = $data;
    }]);
    same([true, 200, ''], [$client->get('/'), $client->statusCode, $client->body], 'get');
    same(['one', 'two'], $pieces, 'pieces');
    $client->set(['write_func' => fn ($client) => $client->close()]);
    same([false, SWOOLE_HTTP_CLIENT_ESTATUS_SERVER_RESET, false], [$client->get('/'), $client->statusCode, $client->connected], 'closed');
    $client->set(['write_func' => fn () => throw new LogicException('enough')]);
    same('LogicException(0): enough', thrown_by(fn () => $client->get('/')), 'thrown');
    same(false, $client->connected, 'the rest is not wanted');
    [$result, $warnings] = with_warnings(fn () => $client->set(['write_func' => 'no_such_function']));
    same([false, ["Warning: Swoole\Coroutine\Http\Client::set(): function 'no_such_function' is not callable"]], [$result, $warnings], 'none');
});
echo "done\n";
?>
--EXPECT--
done
