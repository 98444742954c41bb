--TEST--
BASE mode with one worker: all events in one process, in the documented order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $events = ['start', 'workerStart', 'connect', 'receive', 'close', 'beforeShutdown', 'workerStop', 'shutdown',
        'managerStart', 'managerStop'];
    return $t->tcp(SWOOLE_BASE, [], array_combine($events, array_map($t->notingPid(...), $events)));
});
$client = $t->connect()->send('x');
$t->journal->wait('receive');
$client->close();
$t->journal->wait('close');
$t->stop();
foreach ($t->journal->entries() as $entry) {
    echo $entry[0], $entry[0] === 'harness-worker' || ($entry[1] === $t->pid || $entry[1] === true) ? '' : ' elsewhere', "\n";
}
?>
--EXPECT--
start
workerStart
harness-worker
connect
receive
close
beforeShutdown
workerStop
shutdown
harness-started
