--TEST--
add(), update(), cmpset(), cmpdel() and getdel() refuse the empty key; set(), get(), exists() and del() take it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->create();
same([true, ['id' => 1], true], [$table->set('', ['id' => 1]), $table->get(''), $table->exists('')], 'taken');
$calls = ['add' => [['id' => 2]], 'update' => [['id' => 2]], 'cmpset' => [['id' => 1], ['id' => 2]], 'cmpdel' => [['id' => 1]], 'getdel' => []];
foreach ($calls as $method => $arguments) {
    same([false, ["Warning: Swoole\Table::$method(): key must not be empty"]], with_warnings(fn () => $table->$method('', ...$arguments)), $method);
}
same([['id' => 1], true], [$table->get(''), $table->del('')], 'unchanged, and deleted');
echo "done\n";
?>
--EXPECT--
done
