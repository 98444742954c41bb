--TEST--
open_length_check: a length beyond package_max_length closes the connection at once, with onClose and a log line
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_length_check' => true, 'package_length_type' => 'N',
        'package_length_offset' => 0, 'package_body_offset' => 4, 'package_max_length' => 65536], [
        'receive' => $t->noting('receive'), 'close' => $t->noting('close'),
    ]));
    foreach ([65536, 0x7fffffff, 0xffffffff] as $i => $length) {
        $client = $t->connect()->send(pack('N', $length) . 'xxxx');
        check($client->isClosed(), "connection still open after length $length");
        $t->journal->wait('close', $i + 1);
    }
    same(0, $t->journal->count('receive'), 'number of onReceive');
    $t->waitLog('WARNING');
});
?>
--EXPECT--
BASE done
PROCESS done
