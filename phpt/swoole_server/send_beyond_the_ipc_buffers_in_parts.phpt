--TEST--
PROCESS mode: 20 sends of 256 KB in one callback arrive whole and in order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 32 << 20], [
        'receive' => function ($server, $fd) {
            foreach (range('a', 't') as $letter) {
                $server->send($fd, str_repeat($letter, 256 << 10));
            }
        },
    ]));
    $data = $t->connect()->send('x')->read(20 * 256 << 10);
    same(md5(implode('', array_map(fn ($letter) => str_repeat($letter, 256 << 10), range('a', 't')))), md5($data), 'content');
});
?>
--EXPECT--
BASE done
PROCESS done
