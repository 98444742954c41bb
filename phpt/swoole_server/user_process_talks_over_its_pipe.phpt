--TEST--
a user process and workers talk over its pipe, and it sends to sessions
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $process = new Swoole\Process(function ($process) use (&$server) {
            while (true) {
                [$fd, $data] = unserialize($process->read());
                $server->send($fd, "user process: $data");
                $process->write('sent');
            }
        });
        $server = $t->tcp($mode, ['enable_coroutine' => false], ['receive' => function ($server, $fd, $reactor, $data) use ($process, $t) {
            $process->write(serialize([$fd, $data]));
            $t->journal->note('answer', $process->read());
        }]);
        $server->addProcess($process);
        return $server;
    });
    same('user process: hello', $t->connect()->ask("hello\n"), 'answer');
    same(['sent'], $t->journal->wait('answer'), 'back over the pipe');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
