--TEST--
what a worker writes to variables stays in that worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $count = 0;
        return $t->tcp($mode, ['worker_num' => 2], [
            'receive' => function ($server, $fd) use (&$count) {
                $server->send($fd, getmypid() . ' ' . ++$count . "\n");
            },
        ]);
    });
    $client = $t->connect();
    [$pid] = explode(' ', $client->ask("x\n"));
    same("$pid 2", $client->ask("x\n"), 'second request');
    same("$pid 3", $client->ask("x\n"), 'third request');
});
?>
--EXPECT--
BASE done
PROCESS done
