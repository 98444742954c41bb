--TEST--
a process that is forked after threads were there makes its own
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;
use Swoole\Process;

Co\run(fn () => same(true, System::readFile(__FILE__) !== false, 'in the parent'));
check(Co::stats()['aio_worker_num'] > 0, 'threads in the parent');
$process = new Process(function (Process $process) {
    $before = Co::stats()['aio_worker_num'];
    Co\run(function () use ($process, $before) {
        $same = System::readFile(__FILE__) === file_get_contents(__FILE__);
        $process->write(json_encode([$before, $same, System::gethostbyname('192.0.2.1')]));
    });
});
$process->start();
echo $process->read(), "\n";
echo json_encode(Process::wait()['code']), "\n";
Co\run(fn () => same(true, System::readFile(__FILE__) !== false, 'in the parent again'));
?>
--EXPECT--
[0,true,"192.0.2.1"]
0
