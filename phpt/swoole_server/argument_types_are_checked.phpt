--TEST--
in a running server wrong types and numbers of arguments are refused as PHP does
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => function ($server, $fd) use ($t) {
        foreach ([['send'], ['send', 1], ['close', 'x'], ['exist', []], ['sendfile', 1], ['bind', 1],
            ['sendto', '127.0.0.1', 1], ['getClientInfo', 'x'], ['getClientList', 'x'],
            ['reload', []], ['pause'], ['confirm', []], ['protect'],
            ['heartbeat', []], ['stop', 'x'], ['getWorkerPid', 'x'], ['command', 'x']] as $call) {
            $method = array_shift($call);
            $t->journal->note('thrown', thrown_by(fn () => @$server->$method(...$call)));
        }
        $server->send($fd, "done\n");
    },
]));
$t->connect()->ask("x\n");
foreach ($t->journal->all('thrown') as [, $thrown]) {
    echo "$thrown\n";
}
?>
--EXPECT--
ArgumentCountError(0): Swoole\Server::send() expects at least 2 arguments, 0 given
ArgumentCountError(0): Swoole\Server::send() expects at least 2 arguments, 1 given
TypeError(0): Swoole\Server::close(): Argument #1 ($fd) must be of type int, string given
TypeError(0): Swoole\Server::exist(): Argument #1 ($fd) must be of type int, array given
ArgumentCountError(0): Swoole\Server::sendfile() expects at least 2 arguments, 1 given
ArgumentCountError(0): Swoole\Server::bind() expects exactly 2 arguments, 1 given
ArgumentCountError(0): Swoole\Server::sendto() expects at least 3 arguments, 2 given
TypeError(0): Swoole\Server::getClientInfo(): Argument #1 ($fd) must be of type int, string given
TypeError(0): Swoole\Server::getClientList(): Argument #1 ($start_fd) must be of type int, string given
TypeError(0): Swoole\Server::reload(): Argument #1 ($only_reload_taskworker) must be of type bool, array given
ArgumentCountError(0): Swoole\Server::pause() expects exactly 1 argument, 0 given
TypeError(0): Swoole\Server::confirm(): Argument #1 ($fd) must be of type int, array given
ArgumentCountError(0): Swoole\Server::protect() expects at least 1 argument, 0 given
TypeError(0): Swoole\Server::heartbeat(): Argument #1 ($ifCloseConnection) must be of type bool, array given
TypeError(0): Swoole\Server::stop(): Argument #1 ($workerId) must be of type int, string given
TypeError(0): Swoole\Server::getWorkerPid(): Argument #1 ($worker_id) must be of type int, string given
ArgumentCountError(0): Swoole\Server::command() expects at least 4 arguments, 1 given
