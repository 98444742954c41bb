--TEST--
getLastError() keeps the code of the last failure
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) {
            $server->send(9999, 'x');
            $codes = [$server->getLastError(), swoole_last_error()];
            $server->exist($fd);
            $codes[] = $server->getLastError();
            $server->send($fd, json_encode($codes) . "\n");
        },
    ]));
    same('[1005,1005,1005]', $t->connect()->ask("x\n"), 'codes');
});
?>
--EXPECT--
BASE done
PROCESS done
