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
foreach ($t->journal->entries() as [$word, $value]) {
    if (!str_starts_with($word, 'harness')) {
        echo $word, $value === $t->pid ? '' : ' elsewhere', "\n";
    }
}
?>
--EXPECT--
start
workerStart
connect
receive
close
beforeShutdown
workerStop
shutdown
