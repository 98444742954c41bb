--TEST--
connect() to a port where nobody listens warns and leaves ECONNREFUSED in $errCode
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$port = Peer::nobody();
$client = new Client(SWOOLE_SOCK_TCP);
[$ok, $warnings] = with_warnings(fn () => $client->connect('127.0.0.1', $port));
same(false, $ok, 'result');
same(["Warning: Swoole\Client::connect(): connect to server[127.0.0.1:$port] failed. Error: Connection refused[111]"], $warnings, 'warnings');
same([SOCKET_ECONNREFUSED, SOCKET_ECONNREFUSED, false], [$client->errCode, swoole_last_error(), $client->isConnected()], 'state');
echo "done\n";
?>
--EXPECT--
done
