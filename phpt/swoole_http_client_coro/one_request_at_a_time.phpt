--TEST--
a request while another is under way on the same client is refused with an Error; close() and cancel end it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $client = new Client('127.0.0.1', Peer::silent()->port);
    $client->set(['timeout' => PATIENCE]);
    $told = null;
    $run = function () use ($client, &$told) {
        $told = [$client->get('/'), $client->statusCode, $client->errCode];
    };
    $id = go($run);
    wait_until(fn () => [Co::sleep(0.002), $client->connected][1], 'the request');
    $error = thrown_by(fn () => $client->get('/'));
    check((bool) preg_match('/^Swoole\\\\Error\(10002\): Socket#\d+ has already been bound to another coroutine#\d+, reading or writing/', $error), $error);
    same([true, [false, -3, SOCKET_ECANCELED]], [$client->close(), $told], 'close');
    $told = null;
    $id = go($run);
    wait_until(fn () => [Co::sleep(0.002), $client->connected][1], 'the request');
    same([true, [false, -3, SOCKET_ECANCELED], false], [Co::cancel($id), $told, $client->connected], 'cancel');
});
echo "done\n";
?>
--EXPECT--
done
