--TEST--
constructor, settings and calls that cannot be
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
foreach ([['', 80], ['127.0.0.1', -1], ['127.0.0.1', 65536]] as $arguments) {
    echo thrown_by(fn () => new Client(...$arguments)), "\n";
}
echo thrown_by(fn () => (new ReflectionClass(Client::class))->newInstanceWithoutConstructor()->get('/')), "\n";
echo thrown_by(fn () => (new Client('127.0.0.1', Peer::nobody()))->get('/')), "\n";
$client = new Client('::1', 8080);
echo json_encode([$client->host, $client->port, $client->ssl, $client->set([]), $client->set(['timeout' => 5]), $client->setting]), "\n";
Co\run(function () {
    $client = new Client('127.0.0.1', 443);
    same([false, []], with_warnings(fn () => $client->getPeerCert()), 'getPeerCert without a connection');
    foreach (['upgrade' => ['/'], 'push' => ['x'], 'ping' => [], 'disconnect' => []] as $method => $arguments) {
        echo json_encode(with_warnings(fn () => $client->$method(...$arguments)), JSON_UNESCAPED_SLASHES), "\n";
    }
});
?>
--EXPECT--
Swoole\Coroutine\Http\Client\Exception(22): host is empty
Swoole\Coroutine\Http\Client\Exception(505): The port is invalid
Swoole\Coroutine\Http\Client\Exception(505): The port is invalid
Swoole\Error(0): must call constructor first
Swoole\Error(10001): API must be called in the coroutine
["::1",8080,false,false,true,{"timeout":5}]
[false,[]]
[false,[]]
[false,[]]
[false,[]]
