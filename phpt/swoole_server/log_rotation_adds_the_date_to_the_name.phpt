--TEST--
log_rotation: the name of the file gets the day
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['log_level' => SWOOLE_LOG_INFO, 'log_rotation' => SWOOLE_LOG_ROTATION_DAILY]));
$t->signal(SIGUSR1);
$t->waitStarts(2);
wait_until(fn () => glob("$t->log.*"), 'a file with a suffix');
[$file] = glob("$t->log.*");
same("$t->log." . date('Ymd'), $file, 'name');
wait_until(fn () => str_contains(file_get_contents($file), 'reloading all workers'), 'the line');
echo "done\n";
?>
--EXPECT--
done
