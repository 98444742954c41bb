--TEST--
batch() and map() return null for what has not ended in time, and let it run on
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine;
use function Swoole\Coroutine\{batch, map};
Co\run(function () {
    $late = function (string $name) {
        Coroutine::sleep(0.1);
        echo "$name ends\n";
        return $name;
    };
    var_dump(batch(['late' => fn () => $late('batch'), 'soon' => fn () => 1], 0.01));
    var_dump(map(['late' => true, 'soon' => false], fn ($slow) => $slow ? $late('map') : 1, 0.01));
});
?>
--EXPECT--
array(2) {
  ["late"]=>
  NULL
  ["soon"]=>
  int(1)
}
array(2) {
  ["late"]=>
  NULL
  ["soon"]=>
  int(1)
}
batch ends
map ends
