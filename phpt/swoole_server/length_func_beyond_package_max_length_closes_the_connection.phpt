--TEST--
package_length_func: a length beyond package_max_length closes the connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_length_check' => true, 'package_max_length' => 65536,
        'package_length_func' => fn (string $data) => strlen($data) < 2 ? 0 : 1_000_000], [
        'receive' => $t->noting('receive'), 'close' => $t->noting('close'),
    ]));
    check($t->connect()->send('xx')->isClosed(), 'connection still open');
    $t->journal->wait('close');
    same(0, $t->journal->count('receive'), 'number of onReceive');
});
?>
--EXPECT--
BASE done
PROCESS done
