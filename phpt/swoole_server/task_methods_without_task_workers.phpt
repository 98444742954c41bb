--TEST--
task(), taskwait() and taskWaitMulti() of a server without task workers: a warning each, and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => function ($server, $fd) use ($t) {
        foreach (['task' => 'x', 'taskwait' => 'x', 'taskWaitMulti' => ['x']] as $method => $argument) {
            $t->journal->note('r', ...with_warnings(fn () => $server->$method($argument)));
        }
        $server->send($fd, "done\n");
    },
]));
$t->connect()->ask("x\n");
foreach ($t->journal->all('r') as [, $result, $warnings]) {
    echo json_encode($result), ' ', implode('; ', $warnings), "\n";
}
?>
--EXPECT--
false Warning: Swoole\Server::task(): task method can't be executed without task worker
false Warning: Swoole\Server::taskwait(): task method can't be executed without task worker
false Warning: Swoole\Server::taskWaitMulti(): task method can't be executed without task worker
