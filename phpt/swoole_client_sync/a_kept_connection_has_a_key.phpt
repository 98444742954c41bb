--TEST--
the third argument of the constructor, or $id, is the key of a kept connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::silent();
$first = new Client(SWOOLE_SOCK_TCP | SWOOLE_KEEP, SWOOLE_SOCK_SYNC, 'mine');
same('mine', $first->id, 'id');
$first->connect('127.0.0.1', $peer->port, PATIENCE);
$fd = $first->sock;
$first->close();
$other = new Client(SWOOLE_SOCK_TCP | SWOOLE_KEEP);
$other->id = 'mine';
$other->connect('127.0.0.1', Peer::nobody(), PATIENCE);
same([true, $fd], [$other->reuse, $other->sock], 'taken up by its key');
$other->close(true);
echo "done\n";
?>
--EXPECT--
done
