--TEST--
an empty host, a port out of range, a name that is none
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
same([false, ['Warning: Swoole\Client::connect(): The host is empty']], with_warnings(fn () => $client->connect('')), 'host');
foreach ([-1, 65536] as $port) {
    same([false, ['Warning: Swoole\Client::connect(): The port is invalid']], with_warnings(fn () => $client->connect('127.0.0.1', $port)), "port $port");
    same(SWOOLE_ERROR_INVALID_PARAMS, swoole_last_error(), 'last error');
}
same(false, @$client->connect('no.such.host.invalid', 80), 'name');
same(SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED, $client->errCode, 'errCode');
$client = new Client(SWOOLE_SOCK_UNIX_STREAM);
same([false, SWOOLE_ERROR_NAME_TOO_LONG], [@$client->connect('/' . str_repeat('x', 200)), $client->errCode], 'path');
echo "done\n";
?>
--EXPECT--
done
