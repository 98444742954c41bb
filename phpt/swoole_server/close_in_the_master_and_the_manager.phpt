--TEST--
PROCESS mode: sessions can be closed in the master and in the manager
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'beforeReload' => fn ($server) => $t->journal->note('manager', $server->close(1)),
    'beforeShutdown' => fn ($server) => $t->journal->note('master', $server->close(2)),
    'close' => $t->noting('close'),
]));
$first = $t->connect()->send('x');
$first->read(1);
$second = $t->connect()->send('x');
$second->read(1);
$t->signal(SIGUSR1);
check($first->isClosed(), 'the first is still connected');
same([true], $t->journal->wait('manager'), 'what close() returned in the manager');
$t->journal->wait('close');
$t->waitStarts(2);
$t->signal(SIGTERM);
check($second->isClosed(), 'the second is still connected');
same([true], $t->journal->wait('master'), 'what close() returned in the master');
echo "done\n";
?>
--EXPECT--
done
