--TEST--
a package beyond package_max_length is refused with an error
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(['open_length_check' => true, 'package_length_type' => 'N', 'package_body_offset' => 4, 'package_max_length' => 70000, 'log_level' => 9]);
    swoole_async_set(['log_level' => SWOOLE_LOG_NONE]);
    $client->connect('127.0.0.1', HttpPeer::answering(pack('N', 1 << 30) . 'x')->port, PATIENCE);
    $client->send("\r\n\r\n");
    same([false, SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE], [$client->recv(PATIENCE), $client->errCode], 'recv');
    same('', $client->recv(PATIENCE), 'no more of it');
});
echo "done\n";
?>
--EXPECT--
done
