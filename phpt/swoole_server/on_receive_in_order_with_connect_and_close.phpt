--TEST--
onConnect, every onReceive and onClose of a session come in this order, even if the client is in a hurry
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'open_eof_split' => true, 'package_eof' => "\n"], [
        'connect' => fn ($server, $fd) => $t->journal->note("session $fd", 'connect'),
        'receive' => fn ($server, $fd, $reactor, $data) => $t->journal->note("session $fd", trim($data)),
        'close' => function ($server, $fd) use ($t) {
            $t->journal->note("session $fd", 'close');
            $t->journal->note('closed');
        },
    ]));
    for ($i = 0; $i < 20; $i++) {
        $t->connect()->send("1\n2\n3\n")->close();
    }
    $t->journal->wait('closed', 20);
    for ($fd = 1; $fd <= 20; $fd++) {
        same(['connect', '1', '2', '3', 'close'], array_column($t->journal->all("session $fd"), 1), "events of session $fd");
    }
});
?>
--EXPECT--
BASE done
PROCESS done
