--TEST--
a stream that has no descriptor cannot be watched
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
foreach ([fn () => Event::add(fopen('php://memory', 'r+'), fn () => null), fn () => Event::add(opendir('.'), fn () => null)] as $add) {
    [$result, $warnings] = with_warnings($add);
    var_dump($result);
    echo implode("\n", $warnings), "\n";
}
Event::wait();
?>
--EXPECT--
bool(false)
Warning: Swoole\Event::add(): Cannot represent a stream of type MEMORY as a select()able descriptor
Warning: Swoole\Event::add(): fd argument must be either valid PHP stream or valid PHP socket resource
Warning: Swoole\Event::add(): unknown fd type
bool(false)
Warning: Swoole\Event::add(): Cannot represent a stream of type dir as a select()able descriptor
Warning: Swoole\Event::add(): fd argument must be either valid PHP stream or valid PHP socket resource
Warning: Swoole\Event::add(): unknown fd type
