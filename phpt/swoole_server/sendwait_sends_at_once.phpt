--TEST--
BASE mode: sendwait() returns when the data has gone out
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['enable_coroutine' => false], [
    'receive' => function ($server, $fd) use ($t) {
        for ($i = 0; $i < 8; $i++) {
            $t->journal->note('r', $server->sendwait($fd, str_repeat('x', 1 << 20)));
        }
        $t->journal->note('unknown', @$server->sendwait(9999, 'x'));
    },
]));
same(8 << 20, strlen($t->connect()->send('x')->read(8 << 20)), 'length');
$t->journal->wait('unknown');
same(array_fill(0, 8, ['r', true]), $t->journal->all('r'), 'results');
same([false], $t->journal->first('unknown'), 'result for an unknown session');
echo "done\n";
?>
--EXPECT--
done
