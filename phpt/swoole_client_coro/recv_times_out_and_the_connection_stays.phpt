--TEST--
recv() that nothing comes for fails with ETIMEDOUT; what comes later is received
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $peer = HttpPeer::answering(['ab', 0.06, 'cd', 0.06, "ef\n"]);
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(['open_eof_check' => true, 'package_eof' => "\n"]);
    $client->connect('127.0.0.1', $peer->port, PATIENCE);
    $client->send("\r\n\r\n");
    $begin = microtime(true);
    // One limit for the whole package, however many parts it comes in.
    same([false, SOCKET_ETIMEDOUT], [$client->recv(0.08), $client->errCode], 'too early');
    check(microtime(true) - $begin < 0.115, 'the limit is kept');
    same('Connection timed out', $client->errMsg, 'errMsg');
    same(true, $client->connected, 'still connected');
    same("abcdef\n", $client->recv(PATIENCE), 'whole');
});
echo "done\n";
?>
--EXPECT--
done
