--TEST--
an unknown type is a TypeError, the old flag for asynchronous clients an Error
--FILE--
<?php
// better than the reference: the old name is there
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
same('TypeError(0): Swoole\Client::__construct() expects parameter 1 to be client type, unknown type 99 given', thrown_by(fn () => new Client(99)), 'type');
same('Error(0): The $async parameter is not supported', thrown_by(fn () => new Client(SWOOLE_SOCK_TCP, SWOOLE_SOCK_ASYNC)), 'async');
same('Error(0): Trying to clone an uncloneable object of class Swoole\Client', thrown_by(fn () => clone new Client(SWOOLE_SOCK_TCP)), 'clone');
same('Swoole\Client', (new ReflectionClass('swoole_client'))->getName(), 'the old name');
$client = new Client(SWOOLE_SOCK_TCP | SWOOLE_KEEP);
same([SWOOLE_SOCK_TCP | SWOOLE_KEEP, -1, 0, null, null], [$client->type, $client->sock, $client->errCode, $client->id, $client->setting], 'properties');
echo "done\n";
?>
--EXPECT--
done
