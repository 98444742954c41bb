--TEST--
heartbeat(false) lists the idle sessions, heartbeat() closes them too
--FILE--
<?php
// better than the reference: there PROCESS mode finds none.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['heartbeat_idle_time' => 1], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, json_encode($server->heartbeat($data === "close\n")) . "\n"),
        'close' => $t->noting('close'),
    ]));
    $idle = $t->connect();
    same('[]', $idle->ask("list\n"), 'idle at the beginning');
    $asking = $t->connect();
    wait_until(fn () => $asking->ask("list\n") === '[1]', 'the first session to be idle');
    same('[1]', $asking->ask("close\n"), 'closed sessions');
    check($idle->isClosed(), 'idle connection still open');
    $t->journal->wait('close');
});
?>
--EXPECT--
BASE done
PROCESS done
