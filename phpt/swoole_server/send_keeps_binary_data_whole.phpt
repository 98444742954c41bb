--TEST--
every byte value goes both ways unchanged
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode));
    $all = implode('', array_map('chr', range(0, 255)));
    same($all, $t->connect()->send($all)->read(256), 'bytes');
});
?>
--EXPECT--
BASE done
PROCESS done
