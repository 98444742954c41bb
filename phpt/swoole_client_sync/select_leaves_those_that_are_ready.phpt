--TEST--
swoole_client_select() leaves what is ready under its own keys and returns how many
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::echo();
[$a, $b] = [new Client(SWOOLE_SOCK_TCP), new Client(SWOOLE_SOCK_TCP)];
$a->connect('127.0.0.1', $peer->port, PATIENCE);
$b->connect('127.0.0.1', Peer::silent()->port, PATIENCE);
$a->send('x');
$read = ['a' => $a, 'b' => $b];
$write = ['w' => $b];
$none = null;
wait_until(function () use ($a) {
    $read = [$a];
    $none = null;
    return swoole_client_select($read, $none, $none, 0) === 1;
}, 'the answer');
same(2, swoole_client_select($read, $write, $none, PATIENCE), 'count');
same([['a'], ['w'], null], [array_keys($read), array_keys($write), $none], 'keys');
$read = [$b];
$begin = microtime(true);
same([0, []], [swoole_select($read, $none, $none, 0.05), $read], 'nothing in time');
check(microtime(true) - $begin >= 0.045, 'it waited');
echo "done\n";
?>
--EXPECT--
done
