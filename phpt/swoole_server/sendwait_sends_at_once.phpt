--TEST--
BASE mode: sendwait() sends and is true; to an unknown session it is false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => fn ($server, $fd) => $t->journal->note('r', $server->sendwait($fd, str_repeat('x', 10_000)),
        @$server->sendwait(9999, 'x')),
]));
same(str_repeat('x', 10_000), $t->connect()->send('x')->read(10_000), 'data');
same([true, false], $t->journal->wait('r'), 'results');
echo "done\n";
?>
--EXPECT--
done
