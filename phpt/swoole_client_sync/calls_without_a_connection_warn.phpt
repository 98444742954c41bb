--TEST--
every call that needs a connection warns and sets $errCode
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
foreach (['recv' => [], 'send' => ['x'], 'getsockname' => [], 'getpeername' => [], 'shutdown' => [2], 'sendfile' => [__FILE__], 'getSocket' => []] as $method => $arguments) {
    $client->errCode = 0;
    same([false, ["Warning: Swoole\Client::$method(): client is not connected to server"]], with_warnings(fn () => $client->$method(...$arguments)), $method);
    same(SWOOLE_ERROR_CLIENT_NO_CONNECTION, $client->errCode, "errCode of $method");
}
same(false, $client->isConnected(), 'isConnected');
echo "done\n";
?>
--EXPECT--
done
