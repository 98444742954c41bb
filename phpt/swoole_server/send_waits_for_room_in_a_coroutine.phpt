--TEST--
send_yield: send() waits in a coroutine until a slow client has taken enough, and all of it arrives in order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 1 << 20, 'worker_num' => 1], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            if ($data !== 'flood') {
                $server->send($fd, $data);
                return;
            }
            for ($i = 0; $i < 400; $i++) {
                $sent = $server->send($fd, str_repeat(pack('N', $i), 16 << 10));
                if (!$sent) {
                    $t->journal->note('refused', $i, $server->getLastError());
                }
            }
            $t->journal->note('sent', $i);
        },
    ]));
    $slow = $t->connect()->send('flood');
    // The worker serves others while that one waits.
    same('y', $t->connect()->send('y')->read(1), 'echo for another client');
    same(0, $t->journal->count('sent'), 'ends before the client has read');
    for ($i = 0; $i < 400; $i++) {
        if ($slow->read(64 << 10) !== str_repeat(pack('N', $i), 16 << 10)) {
            same('right', 'wrong', "package $i");
        }
    }
    same([400], $t->journal->wait('sent'), 'the coroutine went on');
    same(0, $t->journal->count('refused'), 'what was refused');
});
?>
--EXPECT--
BASE done
PROCESS done
