--TEST--
pause(), resume(), protect(), confirm() and bind() of an unknown session: false and error 1005
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->pause(9999), $server->resume(9999),
            $server->protect(9999), $server->confirm(9999), $server->bind(9999, 1)]) . "\n"),
    ]));
    same('[false,false,false,false,false]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
