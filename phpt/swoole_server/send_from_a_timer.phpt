--TEST--
a timer in a worker can send to a session later
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'connect' => fn ($server, $fd) => Swoole\Timer::after(20, fn () => $server->send($fd, "from a timer\n")),
    ]));
    same('from a timer', $t->connect()->line(), 'what arrived');
});
?>
--EXPECT--
BASE done
PROCESS done
