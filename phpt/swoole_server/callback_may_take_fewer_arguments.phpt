--TEST--
a callback may declare fewer parameters than it is given
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'connect' => function () use ($t) {
            $t->journal->note('arguments', func_num_args());
        },
    ]));
    $client = $t->connect();
    same([3], $t->journal->wait('arguments'), 'number of arguments');
});
?>
--EXPECT--
BASE done
PROCESS done
