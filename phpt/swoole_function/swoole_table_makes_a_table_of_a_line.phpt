--TEST--
swoole_table() makes a table whose columns are written as one line
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$table = swoole_table(16, 'id:int, name:string:8, score:f');
$table->set('row', ['id' => 7, 'name' => 'seven', 'score' => 1.5]);
same(['id' => 7, 'name' => 'seven', 'score' => 1.5], $table->get('row'), 'a row');
$wrong = [
    'id:blob' => 'unknown field type[blob]',
    'name:string' => 'need to give string length',
    'name' => 'field[name] must be written as name:type or name:type:length',
    '' => 'field[] must be written as name:type or name:type:length',
];
foreach ($wrong as $fields => $why) {
    same("RuntimeException(0): $why", thrown_by(fn () => swoole_table(16, $fields)), "'$fields'");
}
?>
--EXPECT--
