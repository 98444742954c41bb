--TEST--
addCommand() with a name that is taken: false; with something that is not callable: a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
same(true, $server->addCommand('name', SWOOLE_SERVER_COMMAND_MASTER, fn () => ''), 'the first');
same(false, @$server->addCommand('name', SWOOLE_SERVER_COMMAND_MASTER, fn () => ''), 'the second');
echo "done\n";
?>
--EXPECT--
done
