--TEST--
opening, reading and writing a FIFO lets others run; one that is told not to block does not
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co::set(['hook_flags' => SWOOLE_HOOK_FILE]);
posix_mkfifo($path = Scratch::path('fifo'), 0600);
Co\run(function () use ($path) {
    $heard = [];
    $reader = go(function () use ($path, &$heard) {
        $fifo = fopen($path, 'r');
        while (($line = fgets($fifo)) !== false) {
            $heard[] = $line;
        }
        $heard[] = feof($fifo);
    });
    $fifo = fopen($path, 'w');
    foreach (["one\n", "two\n"] as $n => $line) {
        fwrite($fifo, $line);
        for ($i = 0; count($heard) <= $n && $i < 5000; $i++) {
            Co::sleep(0.001);
        }
        same($line, $heard[$n] ?? null, 'heard');
    }
    // More than a pipe holds, to a reader that takes it.
    fwrite($fifo, str_repeat('x', 300_000));
    fclose($fifo);
    Co::join([$reader]);
    same([300_000, true], [strlen($heard[2]), $heard[3]], 'all');
    $both = fopen($path, 'r+');
    stream_set_blocking($both, false);
    same('', fread($both, 10), 'nothing there');
});
?>
--EXPECT--
