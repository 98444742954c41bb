--TEST--
what a coroutine buffers is its own, whoever runs meanwhile
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

ob_start();
echo 'outside';
go(function () {
    ob_start();
    echo 'first';
    Coroutine::sleep(0.002);
    $text = ob_get_clean();
    Coroutine::sleep(0.002);
    echo "[$text]\n";
});
go(function () {
    ob_start();
    echo 'second';
    Coroutine::sleep(0.001);
    echo ' still';
    $text = ob_get_clean();
    echo "[$text]\n";
    ob_start();
    echo "left open\n";
});
$text = ob_get_clean();
echo "[$text]\n";
Swoole\Event::wait();
?>
--EXPECT--
[outside]
[second still]
left open
[first]
