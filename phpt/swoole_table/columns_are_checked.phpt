--TEST--
column() refuses what cannot be a column, and create() ends the adding
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
same(true, $table->column('id', Table::TYPE_INT, 1), 'column');
$size = ['Warning: Swoole\Table::column(): the length of string type values has to be more than zero'];
same([false, $size], with_warnings(fn () => $table->column('s', Table::TYPE_STRING)), 'no size');
same([false, $size], with_warnings(fn () => $table->column('s', Table::TYPE_STRING, -1)), 'negative size');
same([false, ["Warning: Swoole\Table::column(): string columns hold at most 2147483640 bytes, not 9223372036854775807"]],
    with_warnings(fn () => $table->column('s', Table::TYPE_STRING, PHP_INT_MAX)), 'too large');
same(true, $table->create(), 'create');
same([false, ['Warning: Swoole\Table::column(): unable to add column after table has been created']],
    with_warnings(fn () => $table->column('late', Table::TYPE_INT)), 'late');
same([false, ['Warning: Swoole\Table::create(): the table has been created already']], with_warnings($table->create(...)), 'again');
same(false, (new Table(64))->column('x', 9), 'unknown type');
$twice = new Table(64);
same([true, false], [$twice->column('id', Table::TYPE_INT), $twice->column('id', Table::TYPE_FLOAT)], 'twice');
?>
--EXPECTF--
[%s	WARNING	Table::add_column(): unknown column type 9: TYPE_INT, TYPE_FLOAT and TYPE_STRING are known
[%s	WARNING	Table::add_column(): column[id] already exists
