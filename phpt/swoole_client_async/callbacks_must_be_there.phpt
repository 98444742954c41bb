--TEST--
connect() throws while a callback is missing; on() knows its names
--FILE--
<?php
// better than the reference: there it is a fatal error
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Async\Client;
use Swoole\Event;
function client(array $events = [], int $type = SWOOLE_SOCK_TCP): Client
{
    $client = new Client($type);
    foreach ($events + array_fill_keys(['connect', 'receive', 'error', 'close'], fn () => null) as $name => $callback) {
        $client->on($name, $callback);
    }
    return $client;
}

$client = new Client(SWOOLE_SOCK_TCP);
same("Swoole\Exception(505): no 'onReceive' callback function", thrown_by(fn () => $client->connect('127.0.0.1', 1)), 'none');
$client->on('Receive', fn () => null);
same("Swoole\Exception(505): no 'onConnect' callback function", thrown_by(fn () => $client->connect('127.0.0.1', 1)), 'connect');
same([false, ["Warning: Swoole\Async\Client::on(): Unknown event callback type name 'foo'"]], with_warnings(fn () => $client->on('foo', fn () => 1)), 'unknown');
same('Swoole\Exception(505): require `onSslReady` callback', thrown_by(fn () => $client->enableSSL()), 'enableSSL');
echo "done\n";
?>
--EXPECT--
done
