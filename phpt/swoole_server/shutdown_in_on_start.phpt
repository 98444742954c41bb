--TEST--
shutdown() works in onStart
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::launch(fn (TestServer $t) => $t->tcp($mode, [], ['start' => fn ($server) => $server->shutdown()]));
    same(0, $t->waitEnd(), 'exit code');
    same([true], $t->journal->first('harness-started'), 'what start() returned');
});
?>
--EXPECT--
BASE done
PROCESS done
