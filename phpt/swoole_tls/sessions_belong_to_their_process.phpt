--TEST--
a forked child that ends leaves its parent's encrypted connection alone; a kept connection is not taken up in the open
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$t = TestServer::start(fn (TestServer $t) => $t->make(SWOOLE_BASE, SWOOLE_SOCK_TCP | SWOOLE_SSL, Tls::selfSigned('localhost'),
    ['receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data)]));
$client = new Swoole\Client(SWOOLE_SOCK_TCP | SWOOLE_SSL);
$client->connect('127.0.0.1', $t->port, PATIENCE);
if (($child = pcntl_fork()) === 0) {
    unset($client);
    posix_kill(getmypid(), SIGKILL);
}
pcntl_waitpid($child, $status);
$client->send('hello');
same('hello', $client->recv(), 'after the child');

$kept = new Swoole\Client(SWOOLE_SOCK_TCP | SWOOLE_SSL | SWOOLE_KEEP);
$kept->connect('127.0.0.1', $t->port, PATIENCE);
$port = $kept->getsockname()['port'];
unset($kept);
$again = new Swoole\Client(SWOOLE_SOCK_TCP | SWOOLE_SSL | SWOOLE_KEEP);
$again->connect('127.0.0.1', $t->port, PATIENCE);
same($port, $again->getsockname()['port'], 'taken up');
$again->send('once more');
same('once more', $again->recv(), 'on the kept one');
unset($again);
$plain = new Swoole\Client(SWOOLE_SOCK_TCP | SWOOLE_KEEP);
$plain->connect('127.0.0.1', $t->port, PATIENCE);
check($plain->getsockname()['port'] !== $port, 'one of its own');
echo "done\n";
?>
--EXPECT--
done
