--TEST--
methods that need a connection fail with SWOOLE_ERROR_CLIENT_NO_CONNECTION
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    foreach (['recv' => [], 'send' => ['x'], 'peek' => [], 'sendfile' => [__FILE__], 'getsockname' => [], 'getpeername' => [], 'close' => [], 'enableSSL' => []] as $method => $arguments) {
        $client = new Client(SWOOLE_SOCK_TCP);
        same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION, 'Client no connection'], [$client->$method(...$arguments), $client->errCode, $client->errMsg], $method);
    }
    [$result, $warnings] = with_warnings(fn () => (new Client(SWOOLE_SOCK_TCP))->send(''));
    same([false, ['Warning: Swoole\Coroutine\Client::send(): data to send is empty']], [$result, $warnings], 'nothing to send');
});
echo "done\n";
?>
--EXPECT--
done
