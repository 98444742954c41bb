--TEST--
waitEvent() returns which of the events have happened
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

Co\run(function () {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $both = SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE;
    var_dump(System::waitEvent($a, $both) === SWOOLE_EVENT_WRITE);
    var_dump(System::waitEvent($a, SWOOLE_EVENT_READ, 0.001), swoole_last_error() === SWOOLE_ERROR_CO_TIMEDOUT);
    var_dump(System::waitEvent($a, SWOOLE_EVENT_READ, 0), swoole_last_error() === SOCKET_ETIMEDOUT);
    go(function () use ($b) {
        Co::sleep(0.005);
        fwrite($b, 'x');
    });
    var_dump(System::waitEvent($a) === SWOOLE_EVENT_READ, fread($a, 1), System::waitEvent($a, $both, 0) === SWOOLE_EVENT_WRITE);
    fclose($b);
    var_dump(System::waitEvent($a, $both) === $both, System::waitEvent($a) === SWOOLE_EVENT_READ);
    $socket = socket_create(AF_INET, SOCK_DGRAM, 0);
    var_dump(System::waitEvent($socket, SWOOLE_EVENT_WRITE) === SWOOLE_EVENT_WRITE);
});
?>
--EXPECT--
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
bool(true)
string(1) "x"
bool(true)
bool(true)
bool(true)
bool(true)
