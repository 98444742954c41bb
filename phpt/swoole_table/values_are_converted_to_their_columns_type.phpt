--TEST--
values are converted to their column's type as PHP does
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

$text = 'by reference';
$row = ['id' => '12abc', 'name' => 34, 'score' => '2.5', 'none' => 1, 7 => 2];
same(true, $table->set('k', $row), 'set');
same(['id' => 12, 'name' => '34', 'score' => 2.5], $table->get('k'), 'row');
$row = ['id' => true, 'name' => &$text, 'score' => 4];
$table->set('k', $row);
same(['id' => 1, 'name' => 'by refer', 'score' => 4.0], $table->get('k'), 'row');
$table->set('k', ['id' => null, 'name' => null, 'score' => null]);
same(['id' => 0, 'name' => '', 'score' => 0.0], $table->get('k'), 'row of nulls');
[, $warnings] = with_warnings(fn () => $table->set('k', ['name' => [1]]));
same([['Warning: Array to string conversion'], 'Array'], [$warnings, $table->get('k', 'name')], 'array as a string');
?>
--EXPECTF--
[%s	WARNING	table_marshal_values(): [key=k,field=name]string value is too long
