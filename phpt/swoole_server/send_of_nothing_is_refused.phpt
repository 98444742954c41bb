--TEST--
send() of an empty string and send() to an impossible id: a warning each, and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) use ($t) {
            foreach ([[$fd, ''], [0, 'x'], [-1, 'x']] as $arguments) {
                $t->journal->note('r', ...with_warnings(fn () => $server->send(...$arguments)));
            }
            $server->send($fd, "done\n");
        },
    ]));
    $t->connect()->ask("x\n");
    foreach ($t->journal->all('r') as [, $result, $warnings]) {
        echo json_encode($result), ' ', implode('; ', $warnings), "\n";
    }
});
?>
--EXPECT--
false Warning: Swoole\Server::send(): the data sent must not be empty
false Warning: Swoole\Server::send(): invalid fd[0]
false Warning: Swoole\Server::send(): invalid fd[-1]
BASE done
false Warning: Swoole\Server::send(): the data sent must not be empty
false Warning: Swoole\Server::send(): invalid fd[0]
false Warning: Swoole\Server::send(): invalid fd[-1]
PROCESS done
