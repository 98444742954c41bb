--TEST--
a conversion may use the table, but not destroy it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

final class Text
{
    public function __construct(private Closure $run)
    {
    }

    public function __toString(): string
    {
        ($this->run)();
        return 'text';
    }
}
same(true, $table->set('k', ['id' => 1, 'name' => new Text(fn () => $table->set('k', ['score' => 2.0]))]), 'set');
same(['id' => 1, 'name' => 'text', 'score' => 2.0], $table->get('k'), 'row');
echo thrown_by(fn () => $table->set('k', ['id' => 9, 'name' => new Text(fn () => $table->destroy())])), "\n";
echo thrown_by(fn () => $table->set('new', ['name' => new Text(fn () => throw new RuntimeException('no'))])), "\n";
same([1, false], [$table->get('k', 'id'), $table->exists('new')], 'rows');
same(true, $table->destroy(), 'destroy');
?>
--EXPECT--
Error(0): Cannot destroy Swoole\Table during value conversion
RuntimeException(0): no
