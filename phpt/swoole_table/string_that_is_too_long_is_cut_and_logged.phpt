--TEST--
a string that is too long is cut to its column, rounded up to 8 bytes, with a line in the log
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$table = new Swoole\Table(64);
$table->column('s', Swoole\Table::TYPE_STRING, 5);
$table->create();
same(true, $table->set('k', ['s' => '12345678']), 'set of what fits');
same(true, $table->set('k', ['s' => '123456789']), 'set of what does not');
same('12345678', $table->get('k', 's'), 'value');
?>
--EXPECTF--
[%s	WARNING	table_marshal_values(): [key=k,field=s]string value is too long
