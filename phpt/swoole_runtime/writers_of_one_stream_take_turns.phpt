--TEST--
coroutines that write to one stream do so in their order; it cannot be closed before; who is cancelled gives its turn on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co::set(['hook_flags' => SWOOLE_HOOK_FILE]);
Co\run(function () {
    $file = fopen(Scratch::path('log'), 'w+');
    $ids = [];
    for ($i = 0; $i < 50; $i++) {
        $ids[] = go(function () use ($file, $i, &$written) {
            $written[$i] = fwrite($file, sprintf("line %02d\n", $i));
        });
    }
    same(true, Co::cancel($ids[20]), 'one that waits');
    same(false, @fclose($file), 'in use');
    Co::join($ids);
    rewind($file);
    $lines = array_map(fn (int $i) => sprintf("line %02d\n", $i), array_diff(range(0, 49), [20]));
    same(implode($lines), stream_get_contents($file), 'in order');
    same(false, $written[20], 'the one that was cancelled');
    same([8], array_values(array_unique(array_diff_key($written, [20 => 0]))), 'the others');
    same(true, fclose($file), 'closed at last');
});
?>
--EXPECT--
