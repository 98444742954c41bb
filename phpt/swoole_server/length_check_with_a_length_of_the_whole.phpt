--TEST--
open_length_check: package_body_offset 0 means that the length counts the header too; package_length_offset says where it is
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_length_check' => true, 'package_length_type' => 'n',
        'package_length_offset' => 2, 'package_body_offset' => 0], ['receive' => $t->noting('data')]));
    $package = fn (string $body) => 'ID' . pack('n', 4 + strlen($body)) . $body;
    $client = $t->connect()->send($package('first') . $package('2') . substr($package('third'), 0, 3));
    $t->journal->wait('data', 2);
    $client->send(substr($package('third'), 3));
    $t->journal->wait('data', 3);
    same([$package('first'), $package('2'), $package('third')], array_column($t->journal->all('data'), 3), 'packages');
});
?>
--EXPECT--
BASE done
PROCESS done
