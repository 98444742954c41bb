--TEST--
more than socket_buffer_size waiting for a reader that does not read: send() is false, and others are served
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 1 << 20, 'send_yield' => false, 'worker_num' => 1], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            if ($data !== 'flood') {
                $server->send($fd, $data);
                return;
            }
            for ($i = 0; $i < 2000; $i++) {
                if (!@$server->send($fd, str_repeat('x', 64 << 10))) {
                    $t->journal->note('refused', $i, $server->getLastError());
                    return;
                }
                usleep(100);
            }
            $t->journal->note('never');
        },
    ]));
    $slow = $t->connect()->send('flood');
    [$count, $error] = $t->journal->wait('refused') ?? [0, 0];
    check($count > 8, "refused after $count sends");
    same(SWOOLE_ERROR_OUTPUT_BUFFER_OVERFLOW, $error, 'error');
    same('y', $t->connect()->send('y')->read(1), 'echo for another client');
});
?>
--EXPECT--
BASE done
PROCESS done
