--TEST--
a table that was not constructed, not created or destroyed says so by an exception
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$bare = (new ReflectionClass(Table::class))->newInstanceWithoutConstructor();
echo thrown_by(fn () => $bare->get('k')), "\n";
same([0, 0, 0, false], [count($bare), $bare->getSize(), $bare->getMemorySize(), $bare->stats()], 'questions');
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
echo thrown_by(fn () => $table->set('k', [])), "\n";
same([0, 64, 0, false], [count($table), $table->getSize(), $table->getMemorySize(), $table->stats()], 'questions');
echo thrown_by(fn () => $table->__construct(64)), "\n";
$table->create();
same(true, $table->destroy(), 'destroy');
echo thrown_by(fn () => $table->get('k')), "\n";
same([0, 0, 0, false], [count($table), $table->getSize(), $table->getMemorySize(), $table->stats()], 'questions');
?>
--EXPECT--
Swoole\Error(0): must call constructor first
Swoole\Error(0): table is not created or has been destroyed
Error(0): Constructor of Swoole\Table can only be called once
Swoole\Error(0): must call constructor first
