--TEST--
data that was sent before close() arrives before the end
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 16 << 20], [
        'receive' => function ($server, $fd) {
            $server->send($fd, str_repeat('x', 3 << 20));
            $server->close($fd);
        },
    ]));
    same(3 << 20, strlen($t->connect()->send('x')->readAll()), 'length');
});
?>
--EXPECT--
BASE done
PROCESS done
