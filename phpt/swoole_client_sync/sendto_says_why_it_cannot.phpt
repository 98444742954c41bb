--TEST--
sendto() leaves the reason in $errCode
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_UDP);
same([false, SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED], [$client->sendto('no.such.host.invalid', 9, 'x'), $client->errCode], 'name');
same([false, SWOOLE_ERROR_BAD_PORT], [$client->sendto('127.0.0.1', 65536, 'x'), $client->errCode], 'port');
same([false, SOCKET_EMSGSIZE], [$client->sendto('127.0.0.1', 9, str_repeat('x', 70000)), $client->errCode], 'size');
same([false, ['Warning: Swoole\Client::sendto(): data to send is empty']], with_warnings(fn () => $client->sendto('127.0.0.1', 9, '')), 'nothing');
echo "done\n";
?>
--EXPECT--
done
