--TEST--
SWOOLE_SSL, its settings and methods say that there is no TLS yet
--FILE--
<?php
// until TLS is built
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$port = Peer::silent()->port;
$client = new Client(SWOOLE_SOCK_TCP | SWOOLE_SSL);
same([false, ['Warning: Swoole\Client::connect(): TLS is not built yet']], with_warnings(fn () => $client->connect('127.0.0.1', $port)), 'connect');
same(SWOOLE_ERROR_OPERATION_NOT_SUPPORT, $client->errCode, 'errCode');
$client = new Client(SWOOLE_SOCK_TCP);
same([true, ['User warning: option [ssl_verify_peer] has no effect yet, it needs TLS']], with_warnings(fn () => $client->set(['ssl_verify_peer' => true])), 'set');
$client->connect('127.0.0.1', $port, PATIENCE);
foreach (['enableSSL', 'getPeerCert', 'verifyPeerCert'] as $method) {
    same([false, ["Warning: Swoole\Client::$method(): TLS is not built yet"]], with_warnings(fn () => $client->$method()), $method);
}
echo "done\n";
?>
--EXPECT--
done
