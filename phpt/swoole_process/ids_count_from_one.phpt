--TEST--
objects are numbered from 1, in the order in which they are made
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

foreach ([1, 2, 3] as $id) {
    $process = new Process(function (Process $process) use ($id) {
        same($id, $process->id, 'id in the child');
        same($id + 1, (new Process(fn () => 0))->id, 'the next one made in the child');
    });
    same($id, $process->id, 'id');
    $process->start();
    Process::wait();
}

echo "done\n";
?>
--EXPECT--
done
