--TEST--
last_dispatch_time is when a package came, however long those before it took
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';


both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1, 'open_eof_split' => true, 'package_eof' => "\n"], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            $t->journal->note('age', microtime(true) - $server->getClientInfo($fd)['last_dispatch_time']);
            usleep(100_000);
        },
    ]));
    $t->connect()->send("one\ntwo\n");
    wait_until(fn () => $t->journal->count('age') === 2, 'both');
    // They came together, and the first one took that long.
    [[, $first], [, $second]] = $t->journal->all('age');
    check($second - $first >= 0.1, "ages $first and $second");
});
?>
--EXPECT--
BASE done
PROCESS done
