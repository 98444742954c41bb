--TEST--
increments of several processes all count
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

for ($i = 0; $i < 4; $i++) {
    if (pcntl_fork() === 0) {
        for ($n = 0; $n < 5000; $n++) {
            $table->incr('shared', 'id');
            $table->incr("row" . $n % 50, 'score');
            $n % 2 || $table->del("row" . $n % 50);
        }
        exit(0);
    }
}
while (pcntl_wait($status) > 0);
same(20000, $table->get('shared', 'id'), 'sum');
foreach ($table as $key => $row) {
    check($table->exists($key), "$key is there");
}
echo "done\n";
?>
--EXPECT--
done
