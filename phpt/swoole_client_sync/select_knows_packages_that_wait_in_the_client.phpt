--TEST--
a client that has received a whole package already is ready to be read
--FILE--
<?php
// better than the reference: it looks at the socket only
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::echo();
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['open_eof_check' => true, 'package_eof' => "\n"]);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
$client->send("a\nb\nc");
same("a\n", $client->recv(), 'first');
$read = [$client];
$none = null;
same([1, "b\n"], [swoole_client_select($read, $none, $none, 0.05), $client->recv()], 'second');
$read = [$client];
same(0, swoole_client_select($read, $none, $none, 0.05), 'the third is not complete');
echo "done\n";
?>
--EXPECT--
done
