--TEST--
event_object: onWorkerError gets a Swoole\Server\StatusInfo
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['event_object' => true], [
    'receive' => fn () => null,
    'workerError' => fn ($server, $info) => $t->journal->note('info', $info::class, get_object_vars($info)),
]));
$victim = $t->workers()[0];
posix_kill($victim, SIGKILL);
same(['Swoole\Server\StatusInfo', ['worker_id' => 0, 'worker_pid' => $victim, 'status' => SIGKILL, 'exit_code' => 0,
    'signal' => SIGKILL]], $t->journal->wait('info'), 'the object');
echo "done\n";
?>
--EXPECT--
done
