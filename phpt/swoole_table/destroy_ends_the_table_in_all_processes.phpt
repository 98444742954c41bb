--TEST--
destroy() ends the table in other processes too
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Table;
$table = new Table(64);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 8);
$table->column('score', Table::TYPE_FLOAT);
$table->create();

[$here, $there] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
if (pcntl_fork() === 0) {
    fgets($there);
    fwrite($there, thrown_by(fn () => $table->get('k')));
    exit(0);
}
fclose($there);
$table->destroy();
fwrite($here, "go\n");
echo stream_get_contents($here), "\n";
pcntl_wait($status);
?>
--EXPECT--
Swoole\Error(0): table is not created or has been destroyed
