--TEST--
200 connections are served side by side
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    $clients = [];
    for ($i = 0; $i < 200; $i++) {
        $clients[] = $t->connect()->send("client $i\n");
    }
    foreach ($clients as $i => $client) {
        same("client $i", $client->line(), 'answer');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
