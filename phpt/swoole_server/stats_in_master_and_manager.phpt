--TEST--
PROCESS mode: stats() works in the master and the manager
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $note = fn (string $who) => function ($server) use ($t, $who) {
        $stats = $server->stats();
        $t->journal->note($who, $stats['worker_num'], $stats['accept_count']);
    };
    return $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2], ['beforeShutdown' => $note('master'), 'beforeReload' => $note('manager')]);
});
$client = $t->connect()->send('x');
$client->read(1);
$t->signal(SIGUSR1);
$t->waitStarts(4);
$t->stop();
same([2, 1], $t->journal->first('manager'), 'in the manager');
same([2, 1], $t->journal->first('master'), 'in the master');
echo "done\n";
?>
--EXPECT--
done
