--TEST--
swoole.display_errors hides the warnings of failures, not those of wrong calls
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
ini_set('swoole.display_errors', 'Off');
$client = new Client(SWOOLE_SOCK_TCP);
same([false, []], with_warnings(fn () => $client->connect('127.0.0.1', Peer::nobody())), 'refused');
same(SOCKET_ECONNREFUSED, $client->errCode, 'errCode');
same([false, ['Warning: Swoole\Client::connect(): The host is empty']], with_warnings(fn () => $client->connect('')), 'no host');
echo "done\n";
?>
--EXPECT--
done
