--TEST--
better than the reference: rows may be deleted while they are iterated over, and come in the order in which they were added
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

same([false, null, null], [$table->valid(), $table->key(), $table->current()], 'before the first rewind');
foreach (range(0, 9) as $i) {
    $table->set("k$i", ['id' => $i]);
}
$met = [];
foreach ($table as $key => $row) {
    $met[] = "$key={$row['id']}";
    $table->del($key);
    $table->del('k7');
}
same('k0=0 k1=1 k2=2 k3=3 k4=4 k5=5 k6=6 k8=8 k9=9', implode(' ', $met), 'rows');
same([false, null, 0], [$table->valid(), $table->key(), count($table)], 'at the end');
$table->set('k', ['id' => 1]);
$table->rewind();
$table->del('k');
same([true, 'k', 1], [$table->valid(), $table->key(), $table->current()['id']], 'the row that was met');
echo "done\n";
?>
--EXPECT--
done
