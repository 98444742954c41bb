--TEST--
an exception of package_length_func reaches whoever receives
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(['open_length_check' => true, 'package_length_func' => fn ($data) => throw new LogicException('no length', 7)]);
    $client->connect('127.0.0.1', HttpPeer::answering('data')->port, PATIENCE);
    $client->send("\r\n\r\n");
    same('LogicException(7): no length', thrown_by(fn () => $client->recv(PATIENCE)), 'thrown');
});
echo "done\n";
?>
--EXPECT--
done
