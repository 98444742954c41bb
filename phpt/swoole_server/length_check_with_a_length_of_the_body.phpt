--TEST--
open_length_check: length in the header, counted from package_body_offset
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_length_check' => true, 'package_length_type' => 'N',
        'package_length_offset' => 0, 'package_body_offset' => 4], ['receive' => $t->noting('data')]));
    $client = $t->connect()->send(pack('N', 5) . 'hello' . pack('N', 0) . pack('N', 3) . 'ab');
    $t->journal->wait('data', 2);
    $client->send('c');
    $t->journal->wait('data', 3);
    same([pack('N', 5) . 'hello', pack('N', 0), pack('N', 3) . 'abc'], array_column($t->journal->all('data'), 3), 'packages');
});
?>
--EXPECT--
BASE done
PROCESS done
