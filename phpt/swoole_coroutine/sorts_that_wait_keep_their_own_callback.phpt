--TEST--
sorts that wait in several coroutines at once keep their own callbacks
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
// better than the reference: there the callbacks get mixed up
use Swoole\Coroutine;
$sort = function (array $list, int $sign) {
    usort($list, function ($a, $b) use ($sign) {
        Coroutine::sleep(0.001);
        return $sign * ($a <=> $b);
    });
    echo implode(',', $list), "\n";
};
Co\run(function () use ($sort) {
    go($sort, [5, 3, 1, 4, 2], 1);
    go($sort, range(1, 9), -1);
});
?>
--EXPECT--
1,2,3,4,5
9,8,7,6,5,4,3,2,1
