--TEST--
an exception from PHP code of the library names its file; its trace goes on with the caller
--FILE--
<?php
use Swoole\Coroutine\WaitGroup;
function misuse(): void
{
    (new WaitGroup())->done();
}
try {
    misuse();
} catch (BadMethodCallException $e) {
    echo $e->getFile(), ' ', $e->getLine() > 1 ? 'with' : 'without', " a line\n";
    foreach ($e->getTrace() as $frame) {
        echo basename($frame['file']) === basename(__FILE__) ? 'here' : $frame['file'], ":$frame[line] ", $frame['class'] ?? '', "::$frame[function]\n";
    }
}
try {
    Swoole\Coroutine\parallel(1);
} catch (ArgumentCountError $e) {
    echo preg_replace('/passed in \S+/', 'passed in here', $e->getMessage()), "\n";
}
?>
--EXPECT--
@swoole/library/core/Coroutine/WaitGroup.php with a line
here:5 Swoole\Coroutine\WaitGroup::done
here:8 ::misuse
Too few arguments to function Swoole\Coroutine\parallel(), 1 passed in here on line 16 and exactly 2 expected
