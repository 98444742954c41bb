--TEST--
exit() in a callback throws Swoole\ExitException, which can be caught and knows the status
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) use ($t) {
            try {
                exit(3);
            } catch (Swoole\ExitException $e) {
                $t->journal->note('caught', $e->getMessage(), $e->getStatus(), ($e->getFlags() & SWOOLE_EXIT_IN_SERVER) !== 0);
            }
            $server->send($fd, "went on\n");
        },
    ]));
    same('went on', $t->connect()->ask("x\n"), 'answer');
    same(['swoole exit', 3, true], $t->journal->first('caught'), 'exception');
});
?>
--EXPECT--
BASE done
PROCESS done
