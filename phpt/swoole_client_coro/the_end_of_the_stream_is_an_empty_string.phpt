--TEST--
recv() and peek() give '' at the end of the stream; send() to a peer that has gone fails
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->connect('127.0.0.1', HttpPeer::answering('bye', null)->port, PATIENCE);
    $client->send("\r\n\r\n");
    same('bye', $client->recv(PATIENCE), 'last words');
    $client->send("\r\n\r\n");
    same(['', '', ''], [$client->recv(PATIENCE), $client->recv(PATIENCE), $client->peek()], 'end');
    same(true, $client->connected, 'only close() closes');
    $failed = wait_until(fn () => [Co::sleep(0.002), $client->send('x')][1] === false, 'a send that fails');
    check($failed && in_array($client->errCode, [SOCKET_EPIPE, SOCKET_ECONNRESET], true), "errCode $client->errCode");
});
echo "done\n";
?>
--EXPECT--
done
