--TEST--
a user process that returns runs its shutdown functions and destructors, and what it printed is there
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], []);
        $server->addProcess(new Swoole\Process(function () use ($t) {
            if ($t->journal->count('destructor') > 0) {
                sleep(60);
            }
            ob_start();
            echo 'printed by the user process';
            register_shutdown_function(fn () => $t->journal->note('shutdown function'));
            $GLOBALS['kept'] = new class($t->journal) {
                public function __construct(private Journal $journal)
                {
                }

                public function __destruct()
                {
                    $this->journal->note('destructor');
                }
            };
        }));
        return $server;
    });
    $t->journal->wait('destructor');
    same(1, $t->journal->count('shutdown function'), 'shutdown functions');
    $t->waitOutput('printed by the user process');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
