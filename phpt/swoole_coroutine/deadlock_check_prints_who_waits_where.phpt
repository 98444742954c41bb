--TEST--
deadlock_check() prints every coroutine and where it waits, whatever enable_deadlock_check says
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
Coroutine::set(['enable_deadlock_check' => false]);
Co\run(function () {
    go(fn () => (new Chan())->pop(0.05));
    ob_start();
    Coroutine\deadlock_check();
    $report = ob_get_clean();
    check(str_contains($report, 'all coroutines (count: 2) are asleep - deadlock!'), 'headline');
    check(str_contains($report, 'Swoole\Coroutine\Channel->pop()'), 'where the other one waits');
    check(str_contains($report, 'Swoole\Coroutine\deadlock_check()'), 'where we are');
});
?>
--EXPECT--
