--TEST--
a forked process opens a connection of its own
--FILE--
<?php
// better than the reference: there both processes speak on one connection
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::echo();
$client = new Client(SWOOLE_SOCK_TCP | SWOOLE_KEEP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
$client->close();
$journal = new Journal();
if (pcntl_fork() === 0) {
    $child = new Client(SWOOLE_SOCK_TCP | SWOOLE_KEEP);
    $child->connect('127.0.0.1', $peer->port, PATIENCE);
    $journal->note('child', $child->reuse);
    posix_kill(getmypid(), SIGKILL);
}
same([false], $journal->wait('child'), 'in the child');
pcntl_wait($status);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same(true, $client->reuse, 'in the parent');
$client->close(true);
echo "done\n";
?>
--EXPECT--
done
