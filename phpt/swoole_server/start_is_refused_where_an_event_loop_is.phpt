--TEST--
start() is refused where an event loop or a coroutine is: what is registered there would be lost
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$start = function (int $mode) {
    $server = new Swoole\Http\Server('127.0.0.1', 0, $mode);
    $server->on('request', fn () => null);
    var_dump($server->start());
};
Swoole\Timer::after(1, fn () => print("the timer runs\n"));
$start(SWOOLE_BASE);
Swoole\Event::wait();
Co\run($start, SWOOLE_PROCESS);
?>
--EXPECTF--
Warning: Swoole\Server::start(): The event-loop has already been created, unable to start Swoole\Http\Server in %s on line %d
bool(false)
the timer runs

Warning: Swoole\Server::start(): The event-loop has already been created, unable to start Swoole\Http\Server in %s on line %d
bool(false)
