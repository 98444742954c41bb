--TEST--
exit() in a user process ends it as a script: shutdown functions run, onWorkerError gets the code
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], ['workerError' => fn ($server, $id, $pid, $code, $signal) => $t->journal->note('error', $id, $code, $signal)]);
        $server->addProcess(new Swoole\Process(function () use ($t) {
            if ($t->journal->count('error') > 0) {
                sleep(60);
            }
            register_shutdown_function(fn () => $t->journal->note('shutdown function'));
            exit(7);
        }));
        return $server;
    });
    same([1, 7, 0], $t->journal->wait('error'), 'id, code, signal');
    $t->journal->wait('shutdown function');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
