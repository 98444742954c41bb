--TEST--
a handler of SIGCHLD that waits without blocking takes every child
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$codes = [];
Process::signal(SIGCHLD, function () use (&$codes) {
    while ($status = Process::wait(false)) {
        $codes[] = $status['code'];
    }
    if (count($codes) === 5) {
        Process::signal(SIGCHLD, null);
        Swoole\Timer::clearAll();
    }
});
foreach (range(1, 5) as $code) {
    (new Process(fn () => exit($code)))->start();
}
Swoole\Timer::after(10_000, fn () => 0);
Swoole\Event::wait();
sort($codes);
same([1, 2, 3, 4, 5], $codes, 'codes');

echo "done\n";
?>
--EXPECT--
done
