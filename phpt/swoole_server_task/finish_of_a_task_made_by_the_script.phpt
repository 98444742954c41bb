--TEST--
finish() of a Task that the script has made is a fatal error
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$script = new TestScript('(new Swoole\Server\Task)->finish(1);');
same(255, $script->wait(), 'exit code');
check(str_contains($script->output(), 'Swoole\Server\Task::finish(): Invalid instance of Swoole\Server\Task'), $script->output());
echo "done\n";
?>
--EXPECT--
done
