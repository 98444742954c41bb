--TEST--
a client that goes away in the middle of a package: onClose, and no onReceive
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    foreach (['eof' => ['open_eof_split' => true, 'package_eof' => "\r\n"], 'length' => ['open_length_check' => true,
        'package_length_type' => 'N', 'package_length_offset' => 0, 'package_body_offset' => 4]] as $setting) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, $setting, [
            'receive' => $t->noting('receive'), 'close' => $t->noting('close'),
        ]));
        $t->connect()->send(pack('N', 100) . "half of it\r")->close();
        same([1, 0], $t->journal->wait('close'), 'onClose');
        same(0, $t->journal->count('receive'), 'number of onReceive');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
