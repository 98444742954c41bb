--TEST--
close() with reset ends a session at once that is closing and still has data to send
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';


both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1, 'kernel_socket_send_buffer_size' => 65536, 'socket_buffer_size' => 64 << 20], [
        'receive' => function ($server, $fd) use ($t) {
            $server->send($fd, str_repeat('A', 32 << 20));
            $t->journal->note('close', $server->close($fd), $server->close($fd), swoole_last_error());
            $t->journal->note('reset', $server->close($fd, true));
        },
    ]));
    $client = $t->connect()->send('x');
    same([true, false, SWOOLE_ERROR_SESSION_CLOSED], $t->journal->wait('close'), 'close()');
    same([true], $t->journal->wait('reset'), 'close() with reset');
    check(strlen($client->read(32 << 20)) < 32 << 20, 'what was not sent is lost');
    wait_until(fn () => $client->isClosed(), 'the end');
});
?>
--EXPECT--
BASE done
PROCESS done
