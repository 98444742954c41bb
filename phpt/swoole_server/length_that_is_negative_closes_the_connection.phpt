--TEST--
open_length_check: a negative length closes the connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_length_check' => true, 'package_length_type' => 'l',
        'package_length_offset' => 0, 'package_body_offset' => 0], [
        'receive' => $t->noting('receive'), 'close' => $t->noting('close'),
    ]));
    $client = $t->connect()->send(pack('l', -100) . 'xxxx');
    check($client->isClosed(), 'connection still open');
    same([1, 0], $t->journal->wait('close'), 'onClose');
    same(0, $t->journal->count('receive'), 'number of onReceive');
});
?>
--EXPECT--
BASE done
PROCESS done
