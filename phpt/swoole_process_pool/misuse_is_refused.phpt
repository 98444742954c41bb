--TEST--
what a pool cannot do is refused with a reason
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

same('Swoole\Exception(0): the parameter $worker_num must be greater than 0', thrown_by(fn () => new Pool(0)), 'workers');
same('Swoole\Exception(505): the parameter $ipc_type must be SWOOLE_IPC_*, 9 given', thrown_by(fn () => new Pool(1, 9)), 'kind');
$none = new Pool(1);
$pipes = new Pool(1, SWOOLE_IPC_UNIXSOCK);
$sockets = new Pool(1, SWOOLE_IPC_SOCKET);
$sockets->on('message', fn () => 0);
swoole_async_set(['log_level' => SWOOLE_LOG_NONE]);
same('Error(0): Constructor of Swoole\Process\Pool can only be called once', thrown_by(fn () => $none->__construct(1)), 'twice');
same('Swoole\Exception(505): cannot set `onMessage` event with ipc_type=0', thrown_by(fn () => $none->on('message', fn () => 0)), 'message');
same('Swoole\Exception(505): The process pool is not started', thrown_by(fn () => $none->shutdown()), 'shutdown');
foreach ([
    ['on', [false, ['Warning: Swoole\Process\Pool::on(): unknown event type[bla]']], fn () => $none->on('bla', fn () => 0)],
    ['callback', [false, ["Warning: Swoole\Process\Pool::on(): function 'nope' is not callable"]], fn () => $none->on('WorkerStart', 'nope')],
    ['listen', [false, ['Warning: Swoole\Process\Pool::listen(): unsupported ipc type[0]']], fn () => $none->listen('127.0.0.1')],
    ['write', [false, ['Warning: Swoole\Process\Pool::write(): unsupported ipc type[0]']], fn () => $none->write('x')],
    ['send', [false, ['Warning: Swoole\Process\Pool::sendMessage(): process pool is not started.']], fn () => $pipes->sendMessage('x', 0)],
    ['detach', [false, []], fn () => $pipes->detach()],
    ['write outside', [false, []], fn () => $sockets->write('x')],
    ['start', [false, []], fn () => $sockets->start()],
    ['set', [null, ['User warning: max_package_size must be greater than or equal to 0, got -1']], fn () => $pipes->set(['max_package_size' => -1])],
] as [$what, $expected, $call]) {
    same($expected, with_warnings($call), $what);
}
[$result, $warnings] = with_warnings(fn () => $sockets->listen('unix:/no/such/directory/x.sock'));
same(false, $result, 'listen');
check(str_contains($warnings[0], 'No such file or directory'), $warnings[0]);
$none->on('workerExit', fn () => 0);
$none->on('workerStart', fn () => 0);
same('Swoole\Exception(505): cannot set `onWorkerExit` without enable_coroutine', thrown_by(fn () => $none->start()), 'exit');

echo "done\n";
?>
--EXPECT--
done
