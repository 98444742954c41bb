--TEST--
examples/user_process.php blocking: sendMessage() waits when the worker's inbox is full
--FILE--
<?php
require __DIR__ . '/example.inc';
$example = example('user_process', '0', 'blocking', '600');
port_of($example);
$example->waitOutput('#0 message from #1: big string');
// More and more is sent, until nothing is any more.
$last = 0;
wait_until(function () use ($example, &$last) {
    usleep(100_000);
    $before = $last;
    $last = substr_count($example->output(), 'bool(true)');
    return $last > 0 && $last === $before;
}, 'the process to block');
check($last > 10, "$last messages were taken");
same(0, substr_count($example->output(), 'bool(false)'), 'messages refused');
echo "done\n";
?>
--EXPECT--
done
