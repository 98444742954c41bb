--TEST--
examples/user_process.php timer: sendMessage() is false as soon as the worker's inbox is full
--FILE--
<?php
require __DIR__ . '/example.inc';
$example = example('user_process', '0', 'timer', '600');
port_of($example);
$example->waitOutput('#0 message from #1: big string');
$example->waitOutput('bool(false)');
$lines = preg_grep('/^bool/', explode("\n", $example->output()));
$first = array_search('bool(false)', array_values($lines));
check($first > 10, "$first messages were taken");
check(str_contains($example->output(), 'Warning: Swoole\Server::sendMessage(): the inbox of process 0 is full'), 'a warning says why');
echo "done\n";
?>
--EXPECT--
done
