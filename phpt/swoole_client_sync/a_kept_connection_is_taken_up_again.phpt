--TEST--
SWOOLE_KEEP leaves the connection to the next client of the same host and port
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$count = 0;
$peer = Peer::tcp(function ($stream) use (&$count) {
    $count++;
    while (($data = (string) fread($stream, 100)) !== '') {
        fwrite($stream, "$count $data");
    }
});
$ask = function (string $data) use ($peer) {
    $client = new Client(SWOOLE_SOCK_TCP | SWOOLE_KEEP);
    check($client->connect('127.0.0.1', $peer->port, PATIENCE), 'connect');
    $client->send($data);
    return [$client->recv(), $client->reuse, $client->reuseCount];
};
same(['1 a', false, 0], $ask('a'), 'first');
same(['1 b', true, 1], $ask('b'), 'second');
$client = new Client(SWOOLE_SOCK_TCP | SWOOLE_KEEP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same([true, 2], [$client->reuse, $client->reuseCount], 'third');
$client->close(true);
same(['2 c', false, 0], $ask('c'), 'after a forced close');
echo "done\n";
?>
--EXPECT--
done
