--TEST--
the size is a power of two from 64 on; memory is taken by create()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
foreach ([[0, 64], [65, 128], [1000, 1024]] as [$asked, $size]) {
    $table = new Table($asked);
    $table->column('id', Table::TYPE_INT);
    same([$size, 0, null, null], [$table->getSize(), $table->getMemorySize(), $table->size, $table->memorySize], 'before create');
    $table->create();
    same([$size, $size], [$table->getSize(), $table->size], 'size');
    same($table->getMemorySize(), $table->memorySize, 'memory');
    check($table->memorySize >= $size * 8, "$table->memorySize bytes");
    same(intdiv($size, 5), $table->stats()['total_slice_num'], 'spare rows');
}
echo thrown_by(fn () => new Table(-1)), "\n";
$huge = new Table(1 << 31);
$huge->column('s', Table::TYPE_STRING, 1 << 30);
[$made, $warnings] = with_warnings($huge->create(...));
same([false, 1], [$made, preg_match('/unable to allocate memory for 2147483648 rows: Cannot allocate memory/', $warnings[0])], 'too large');
?>
--EXPECT--
ValueError(0): Swoole\Table::__construct(): Argument #1 ($table_size) must be between 0 and 2147483648, -1 given
