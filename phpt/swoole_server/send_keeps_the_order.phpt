--TEST--
many sends in one callback arrive in their order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) {
            for ($i = 0; $i < 500; $i++) {
                $server->send($fd, "line $i\n");
            }
        },
    ]));
    $client = $t->connect()->send('x');
    for ($i = 0; $i < 500; $i++) {
        if (!same("line $i", $client->line(), 'line')) {
            break;
        }
    }
});
?>
--EXPECT--
BASE done
PROCESS done
