--TEST--
a row comes back as it was set, and columns that were not set are empty
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

same(true, $table->set('k', ['score' => 1.5, 'id' => -3]), 'set');
same(['id' => -3, 'name' => '', 'score' => 1.5], $table->get('k'), 'row');
same(true, $table->set('k', ['name' => "a\0b"]), 'set of one column');
same(['id' => -3, 'name' => "a\0b", 'score' => 1.5], $table->get('k'), 'row');
same("a\0b", $table->get('k', 'name'), 'column');
same([false, false], [$table->get('k', 'none'), $table->get('none')], 'what is not there');
same([true, true, false], [$table->exists('k'), $table->exist('k'), $table->exists('none')], 'exists');
same([true, false, 0], [$table->del('k'), $table->delete('k'), count($table)], 'del');
echo "done\n";
?>
--EXPECT--
done
