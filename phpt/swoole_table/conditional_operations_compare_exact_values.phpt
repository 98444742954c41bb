--TEST--
add, update, cmpset and cmpdel do what their condition allows
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

same([true, false], [$table->add('k', ['id' => 1]), $table->add('k', ['id' => 2])], 'add');
same([true, false], [$table->update('k', ['name' => 'x']), $table->update('none', [])], 'update');
same([false, true], [$table->cmpset('k', ['id' => 2], ['id' => 3]), $table->cmpset('k', ['id' => 1, 'name' => 'x'], ['id' => 3])], 'cmpset');
same([false, true], [$table->cmpset('k', ['score' => -0.0], []), $table->cmpset('k', ['score' => 0.0], [])], 'floats');
same([false, true, 0], [$table->cmpdel('k', ['id' => 1]), $table->cmpdel('k', ['id' => 3]), count($table)], 'cmpdel');
$table->set('k', ['id' => 5, 'name' => 'y']);
same([false, 'y', false], [$table->getdel('k', 'none'), $table->getdel('k', 'name'), $table->getdel('k')], 'getdel');
echo "done\n";
?>
--EXPECT--
done
