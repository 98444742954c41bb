--TEST--
on(), set(), listen(), addCommand() and start() in a running server: a warning each, and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) use ($t) {
            $calls = [
                fn () => $server->on('receive', fn () => null),
                fn () => $server->set(['worker_num' => 1]),
                fn () => $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP),
                fn () => $server->addCommand('x', SWOOLE_SERVER_COMMAND_MASTER, fn () => 'x'),
                fn () => $server->start(),
                fn () => $server->ports[0]->on('receive', fn () => null),
            ];
            foreach ($calls as $call) {
                [$result, $warnings] = with_warnings($call);
                $t->journal->note('call', $result, ...$warnings);
            }
            $server->send($fd, "done\n");
        },
    ]));
    $t->connect()->ask("x\n");
    foreach ($t->journal->all('call') as [, $result, $warning]) {
        echo json_encode($result), " $warning\n";
    }
});
?>
--EXPECT--
false Warning: Swoole\Server::on(): server is running, unable to register event callback function
false Warning: Swoole\Server::set(): server is running, unable to execute Swoole\Server->set
false Warning: Swoole\Server::listen(): server is running, cannot add listener
false Warning: Swoole\Server::addCommand(): server is running, can't add command
false Warning: Swoole\Server::start(): The server is running, unable to execute Swoole\Server->start()
false Warning: Swoole\Server\Port::on(): can't register event callback function after server started
BASE done
false Warning: Swoole\Server::on(): server is running, unable to register event callback function
false Warning: Swoole\Server::set(): server is running, unable to execute Swoole\Server->set
false Warning: Swoole\Server::listen(): server is running, cannot add listener
false Warning: Swoole\Server::addCommand(): server is running, can't add command
false Warning: Swoole\Server::start(): The server is running, unable to execute Swoole\Server->start()
false Warning: Swoole\Server\Port::on(): can't register event callback function after server started
PROCESS done
