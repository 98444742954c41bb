--TEST--
waitEvent() refuses what is no descriptor, what cannot be waited for, and what somebody waits for already
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

Co\run(function () {
    $try = function (mixed $fd, int $events) {
        [$result, $warnings] = with_warnings(fn () => System::waitEvent($fd, $events, 0.5));
        echo json_encode([$result, swoole_strerror(swoole_last_error(), 9), $warnings]), "\n";
    };
    $try('abc', SWOOLE_EVENT_READ);
    $try(999, SWOOLE_EVENT_READ);
    $try(fopen(__FILE__, 'r'), SWOOLE_EVENT_READ);
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $try($a, 0);
    go(fn () => System::waitEvent($a));
    $try($a, SWOOLE_EVENT_READ);
    fclose($b);
});
?>
--EXPECTF--
[false,"PHP fatal error",["Warning: Swoole\\Coroutine\\System::waitEvent(): invalid file descriptor passed","Warning: Swoole\\Coroutine\\System::waitEvent(): unknown fd type"]]
[%s]	WARNING	cannot wait for the descriptor 999, Error: Bad file descriptor[9]
[false,"Bad file descriptor",[]]
[%s]	WARNING	cannot wait for the descriptor %d, Error: Operation not permitted[1]
[false,"Operation not permitted",[]]
[false,"Invalid argument",[]]
[%s]	WARNING	cannot wait for the descriptor %d, Error: File exists[17]
[false,"File exists",[]]
