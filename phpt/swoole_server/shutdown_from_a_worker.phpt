--TEST--
shutdown() called in a worker ends the server with exit code 0
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($server) => $t->journal->note('returned', $server->shutdown()),
        'shutdown' => $t->noting('shutdown'),
    ]));
    $client = $t->connect()->send('x');
    same(0, $t->waitEnd(), 'exit code');
    same([true], $t->journal->first('returned'), 'what shutdown() returned');
    same(1, $t->journal->count('shutdown'), 'number of onShutdown');
    same([], group_members($t->pid), 'processes left');
    same(false, is_listening($t->port), 'still listening');
});
?>
--EXPECT--
BASE done
PROCESS done
