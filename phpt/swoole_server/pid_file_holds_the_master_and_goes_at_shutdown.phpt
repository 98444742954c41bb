--TEST--
pid_file holds the calling process's id while the server runs and is removed at the end
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode, string $name) {
    foreach ([1, 2] as $workers) {
        $file = Scratch::path("$name.pid");
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => $workers, 'pid_file' => $file]));
        wait_until(fn () => is_file($file), 'the file');
        same((string) $t->pid, trim(file_get_contents($file)), 'content');
        $t->stop();
        clearstatcache();
        same(false, is_file($file), 'file after the shutdown');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
