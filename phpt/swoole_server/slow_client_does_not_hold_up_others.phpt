--TEST--
a client that does not read what it is sent does not hold up another
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 64 << 20], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data === 'much' ? str_repeat('x', 16 << 20) : $data),
    ]));
    $slow = $t->connect()->send('much');
    for ($i = 0; $i < 20; $i++) {
        same("fast $i", $t->connect()->ask("fast $i\n"), 'echo');
    }
    same(16 << 20, strlen($slow->read(16 << 20)), 'what the slow client reads in the end');
});
?>
--EXPECT--
BASE done
PROCESS done
