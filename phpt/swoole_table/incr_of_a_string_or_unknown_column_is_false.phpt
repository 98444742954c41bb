--TEST--
incr() and decr() of a column of strings or of none warn and make no row
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

same([false, ["Warning: Swoole\Table::incr(): can't execute 'incr' on a string type column"]],
    with_warnings(fn () => $table->incr('k', 'name')), 'string');
same([false, ['Warning: Swoole\Table::decr(): column[none] does not exist']], with_warnings(fn () => $table->decr('k', 'none')), 'none');
same(0, count($table), 'rows');
echo "done\n";
?>
--EXPECT--
done
