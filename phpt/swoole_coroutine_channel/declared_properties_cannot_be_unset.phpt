--TEST--
What the class declares cannot be unset, also in a subclass; what a subclass adds can
--FILE--
<?php
class Mine extends Swoole\Coroutine\Channel
{
    public $own = 1;
}
$channel = new Mine(2);
foreach (['capacity', 'errCode'] as $name) {
    try {
        unset($channel->$name);
    } catch (Error $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
    }
}
unset($channel->own, $channel->nobodys);
var_dump(isset($channel->own), $channel->capacity);
?>
--EXPECT--
Error: Property capacity of class Mine cannot be unset
Error: Property errCode of class Mine cannot be unset
bool(false)
int(2)
