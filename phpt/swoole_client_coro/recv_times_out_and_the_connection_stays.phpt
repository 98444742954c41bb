--TEST--
recv() that nothing comes for fails with ETIMEDOUT; what comes later is received
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $late = Scratch::path('late');
    $peer = HttpPeer::answering(function ($stream) use ($late) {
        for ($n = 0; !file_exists($late); $n++) {
            fwrite($stream, 'x');
            usleep(5000);
        }
        fwrite($stream, "$n\n");
    });
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(['open_eof_check' => true, 'package_eof' => "\n"]);
    $client->connect('127.0.0.1', $peer->port, PATIENCE);
    $client->send("\r\n\r\n");
    // One limit for the whole package: its parts come without a pause that would be longer.
    same([false, SOCKET_ETIMEDOUT], [$client->recv(0.08), $client->errCode], 'too early');
    same(['Connection timed out', true], [$client->errMsg, $client->connected], 'what is left');
    touch($late);
    $package = $client->recv(PATIENCE);
    same(str_repeat('x', (int) trim($package, "x\n")) . trim($package, 'x'), $package, 'whole');
});
echo "done\n";
?>
--EXPECT--
done
