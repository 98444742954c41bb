--TEST--
incr() and decr() return the sum, wrap around and make the row
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

same([1, 3, 2], [$table->incr('k', 'id'), $table->incr('k', 'id', 2), $table->decr('k', 'id')], 'sums');
same([1.5, 1.25], [$table->incr('k', 'score', 1.5), $table->decr('k', 'score', '0.25')], 'sums of floats');
same(-1, $table->decr('new', 'id'), 'row that was not there');
$table->set('k', ['id' => PHP_INT_MAX]);
same([PHP_INT_MIN, PHP_INT_MAX], [$table->incr('k', 'id'), $table->decr('k', 'id')], 'overflow');
same(['id' => PHP_INT_MAX, 'name' => '', 'score' => 1.25], $table->get('k'), 'row');
echo "done\n";
?>
--EXPECT--
done
