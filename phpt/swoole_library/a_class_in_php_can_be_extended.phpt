--TEST--
a class that is written in PHP can be extended, and its protected properties used
--FILE--
<?php
use Swoole\Coroutine\WaitGroup;
class Counted extends WaitGroup
{
    public function done(): void
    {
        parent::done();
        echo "$this->count left\n";
    }
}
$group = new Counted(2);
$group->done();
$group->done();
var_dump($group->count(), array_map([$group, 'count'], [1]));
$add = [$group, 'add'];
$add(delta: 3);
echo $group->count(), "\n";
var_dump(clone $group == $group);
?>
--EXPECT--
1 left
0 left
int(0)
array(1) {
  [0]=>
  int(0)
}
3
bool(true)
