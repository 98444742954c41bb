--TEST--
BASE mode: sendwait() waits while the socket is full, as documented
--FILE--
<?php
// better than the reference: there it is false as soon as the socket's buffer is full.
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => function ($server, $fd) use ($t) {
        for ($i = 0; $i < 8; $i++) {
            $t->journal->note('r', $server->sendwait($fd, str_repeat('x', 1 << 20)));
        }
    },
]));
same(8 << 20, strlen($t->connect()->send('x')->read(8 << 20)), 'length');
$t->journal->wait('r', 8);
same(array_fill(0, 8, ['r', true]), $t->journal->all('r'), 'results');
echo "done\n";
?>
--EXPECT--
done
