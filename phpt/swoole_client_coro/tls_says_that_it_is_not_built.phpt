--TEST--
TLS is refused with a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $client = new Client(SWOOLE_SOCK_TCP | SWOOLE_SSL);
    same([false, ['Warning: Swoole\Coroutine\Client::connect(): TLS is not built yet']], with_warnings(fn () => $client->connect('127.0.0.1', 1)), 'connect');
    same(SWOOLE_ERROR_OPERATION_NOT_SUPPORT, $client->errCode, 'errCode');
});
echo "done\n";
?>
--EXPECT--
done
