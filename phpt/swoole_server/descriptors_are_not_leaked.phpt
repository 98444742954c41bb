--TEST--
300 connections come and go: the number of open descriptors stays the same
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['close' => fn () => $t->journal->note('c')]));
    $round = function (int $count) use ($t) {
        for ($i = 0; $i < $count; $i++) {
            $client = $t->connect()->send('x');
            $client->read(1);
            $client->close();
        }
    };
    $round(5);
    $t->journal->wait('c', 5);
    usleep(20_000);
    $before = array_map('open_descriptors', group_members($t->pid));
    $round(300);
    $t->journal->wait('c', 305);
    wait_until(fn () => array_map('open_descriptors', group_members($t->pid)) === $before, 'the descriptors to be closed');
});
?>
--EXPECT--
BASE done
PROCESS done
