--TEST--
keys are any 0 to 63 bytes; longer ones are refused with a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

$long = str_repeat('k', 63);
foreach (['', 'a', "a\0", "a\0b", '7', $long, substr($long, 1)] as $i => $key) {
    same(true, $table->set($key, ['id' => $i]), 'set');
}
same([0, 1, 2, 3, 4, 5, 6], [$table->get('', 'id'), $table->get('a', 'id'), $table->get("a\0", 'id'), $table->get("a\0b", 'id'), $table->get(7, 'id'),
    $table->get($long, 'id'), $table->get(substr($long, 1), 'id')], 'values');
foreach (['get', 'exists', 'del', 'getdel'] as $method) {
    same([false, ["Warning: Swoole\Table::$method(): key length exceeds the limit of 63 bytes"]],
        with_warnings(fn () => $table->$method("$long!")), $method);
}
same(7, count($table), 'rows');
same([true, false, 6], [$table->del(''), $table->exists(''), count($table)], 'the empty key deleted');
echo "done\n";
?>
--EXPECT--
done
