--TEST--
better than the reference: a table takes at least the rows it was made for; then new ones are refused with a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

for ($n = 0; @$table->set("key$n", ['id' => $n]); $n++);
same(76, $n, 'rows until it was full');
same([false, ["Warning: Swoole\Table::set(): failed to set('more'), unable to allocate memory"]],
    with_warnings(fn () => $table->set('more', [])), 'set');
same([false, ['Warning: Swoole\Table::incr(): unable to allocate memory']], with_warnings(fn () => $table->incr('more', 'id')), 'incr');
same(SWOOLE_ERROR_PHP_RUNTIME_NOTICE, swoole_last_error(), 'last error');
same([true, false, 0], [$table->set('key5', ['id' => 50]), $table->exists('more'), $table->stats()['available_slice_num']], 'others');
$table->del('key5');
same(true, $table->set('more', []), 'set after del');
echo "done\n";
?>
--EXPECT--
done
