--TEST--
with open_eof_check each recv() gives one package
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
same(true, $client->set(['open_eof_check' => true, 'package_eof' => "\r\n"]), 'set');
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
$client->send("one\r\ntwo\r\nthr");
same(["one\r\n", "two\r\n"], [$client->recv(), $client->recv()], 'packages');
$client->send("ee\r\n");
same("three\r\n", $client->recv(), 'the one that came in two parts');
echo "done\n";
?>
--EXPECT--
done
