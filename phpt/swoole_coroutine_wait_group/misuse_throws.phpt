--TEST--
too many done(), add() while somebody waits, and a second wait() throw
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\WaitGroup;
$misuse = 'BadMethodCallException(0): WaitGroup misuse:';
same("$misuse negative counter", thrown_by(fn () => (new WaitGroup())->done()), 'done() of nothing');
same('InvalidArgumentException(0): WaitGroup misuse: negative counter', thrown_by(fn () => (new WaitGroup(1))->add(-2)), 'less than nothing');
$group = new WaitGroup(-1);
same(0, $group->count(), 'no negative beginning');
Co\run(function () use ($misuse) {
    $group = new WaitGroup(1);
    go(fn () => $group->wait());
    same("$misuse add called concurrently with wait", thrown_by(fn () => $group->add()), 'add() while it waits');
    same("$misuse reused before previous wait has returned", thrown_by(fn () => $group->wait()), 'wait() while it waits');
    $group->done();
});
same('Swoole\Error(10001): API must be called in the coroutine', thrown_by(fn () => (new WaitGroup(1))->wait()), 'outside of coroutines');
?>
--EXPECT--
