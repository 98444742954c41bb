--TEST--
a server can speak first
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'connect' => fn ($server, $fd) => $server->send($fd, "welcome $fd\n"),
    ]));
    same('welcome 1', $t->connect()->line(), 'greeting');
    same('welcome 2', $t->connect()->line(), 'greeting of the second');
});
?>
--EXPECT--
BASE done
PROCESS done
