--TEST--
PROCESS mode: every event in its process, and the shutdown in its order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $events = ['start', 'workerStart', 'connect', 'receive', 'close', 'beforeShutdown', 'workerStop', 'shutdown',
        'managerStart', 'managerStop'];
    return $t->tcp(SWOOLE_PROCESS, [], array_combine($events, array_map($t->notingPid(...), $events)));
});
$worker = $t->workers()[0];
$names = [$t->pid => 'master', parent_of($worker) => 'manager', $worker => 'worker'];
$t->journal->wait('start');
$t->journal->wait('managerStart');
$client = $t->connect()->send('x');
$t->journal->wait('receive');
$client->close();
$t->journal->wait('close');
$t->stop();
$show = fn (array $entry) => printf("%s in the %s\n", $entry[0], $names[$entry[1]] ?? 'unknown process');
// Starts happen side by side, so their order says nothing.
array_map($show, $t->journal->all('start'));
array_map($show, $t->journal->all('managerStart'));
array_map($show, $t->journal->all('workerStart', 'connect', 'receive', 'close'));
array_map($show, $t->journal->all('beforeShutdown', 'workerStop', 'managerStop', 'shutdown'));
?>
--EXPECT--
start in the master
managerStart in the manager
workerStart in the worker
connect in the worker
receive in the worker
close in the worker
beforeShutdown in the master
workerStop in the worker
managerStop in the manager
shutdown in the master
