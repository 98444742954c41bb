--TEST--
open_eof_split: every package comes alone, marker included, however it arrives
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\r\n"], [
        'receive' => $t->noting('data'),
    ]));
    $client = $t->connect()->send("one\r\ntwo\r\nthr");
    $t->journal->wait('data', 2);
    $client->send("ee\r");
    $client->send("\n\r\nfive\r\n");
    $t->journal->wait('data', 5);
    same(["one\r\n", "two\r\n", "three\r\n", "\r\n", "five\r\n"], array_column($t->journal->all('data'), 3), 'packages');
});
?>
--EXPECT--
BASE done
PROCESS done
