--TEST--
send_yield: send() that waits is false when the connection ends, and after send_timeout
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $sent = 0;
    $flood = function ($server, $fd) use (&$sent) {
        for ($sent = 0; $sent < 2000; $sent++) {
            if (!$server->send($fd, str_repeat('x', 64 << 10))) {
                return swoole_last_error();
            }
        }
        return 'never';
    };
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 1 << 20, 'worker_num' => 1], [
        'receive' => function ($server, $fd) use ($t, $flood, &$sent) {
            Swoole\Timer::tick(20, function (int $timer) use ($t, &$sent, &$before) {
                if ($sent === $before) { // it waits
                    $t->journal->note('full', $sent);
                    Swoole\Timer::clear($timer);
                }
                $before = $sent;
            });
            $t->journal->note('end', $flood($server, $fd));
        },
    ]));
    $slow = $t->connect()->send('flood');
    check($t->journal->wait('full') !== null, 'full');
    $slow->close();
    $error = $t->journal->wait('end')[0] ?? null;
    check(in_array($error, [SWOOLE_ERROR_SESSION_CLOSED, SWOOLE_ERROR_SESSION_CLOSING, SWOOLE_ERROR_SESSION_NOT_EXIST]), "error $error");
    $t->stop();

    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 1 << 20, 'send_timeout' => 0.05, 'worker_num' => 1], [
        'receive' => fn ($server, $fd) => $t->journal->note('late', $flood($server, $fd)),
    ]));
    $slow = $t->connect()->send('late');
    same([SOCKET_ETIMEDOUT], $t->journal->wait('late'), 'after send_timeout');
});
?>
--EXPECT--
BASE done
PROCESS done
