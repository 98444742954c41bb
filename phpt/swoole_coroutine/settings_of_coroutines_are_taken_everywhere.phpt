--TEST--
Servers, pools and schedulers take the settings of coroutines, and all are seen by getOptions()
--FILE--
<?php
use Swoole\Coroutine;

var_dump(Coroutine::getOptions());
$sizes = fn () => Coroutine::stats()['c_stack_size'];
(new Coroutine\Scheduler)->set(['max_coroutine' => 3, 'c_stack_size' => '200K']);
var_dump(Coroutine::getOptions(), $sizes());
$page = 4096;
foreach ([1 => 16, 70_000 => 18, 1 << 30 => 4096] as $asked => $pages) {
    Coroutine::set(['stack_size' => $asked]);
    var_dump($sizes() === $pages * $page);
}
$server = new Swoole\Server('127.0.0.1', 0, SWOOLE_BASE);
$server->set(['max_coroutine' => 2, 'worker_num' => 1]);
var_dump(Coroutine::getOptions()['max_coroutine'], Coroutine::getOptions()['worker_num']);
$made = array_filter([1, 2, 3], fn () => @go(fn () => Coroutine::yield()));
var_dump(count($made));
foreach (Coroutine::list() as $id) {
    Coroutine::resume($id);
}
Coroutine::set(['max_coroutine' => 'many']);
Coroutine::set(['max_coroutine' => 0, 'a name of nobody' => 1]);
var_dump(count(array_filter(range(1, 10), fn () => go(fn () => 1))));
?>
--EXPECTF--
NULL
array(2) {
  ["max_coroutine"]=>
  int(3)
  ["c_stack_size"]=>
  string(4) "200K"
}
int(204800)
bool(true)
bool(true)
bool(true)
int(2)
int(1)
int(2)

Warning: %smax_coroutine%smany%s in %s on line %d
int(10)
