--TEST--
connect() to a unix socket whose queue is full ends with its timeout
--FILE--
<?php
// better than the reference: it does not wait for a place in the queue
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$server = socket_create(AF_UNIX, SOCK_STREAM, 0);
socket_bind($server, $path = Scratch::path('full.sock'));
socket_listen($server, 0);
$first = stream_socket_client("unix://$path");
$client = new Client(SWOOLE_SOCK_UNIX_STREAM);
$begin = microtime(true);
same(false, @$client->connect($path, 0, 0.05), 'connect');
check(microtime(true) - $begin >= 0.045, 'it waited');
same(SOCKET_ETIMEDOUT, $client->errCode, 'errCode');
echo "done\n";
?>
--EXPECT--
done
