--TEST--
stream_select() lets other coroutines run until a stream is ready or the time is over
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co\run(function () {
    [$near, $far] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    [$other, $others_far] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $select = function (array $read, array $write, ?int $seconds, ?int $micros = 0) {
        $none = null;
        $count = stream_select($read, $write, $none, $seconds, $micros);
        return [$count, array_keys($read), array_keys($write)];
    };
    go(function () use ($far) {
        usleep(20_000);
        fwrite($far, "line one\nline two\n");
    });
    same([1, ['near'], []], $select(['other' => $other, 'near' => $near], [], null, null), 'one becomes readable');
    same("line one\n", fgets($near), 'the first line');
    same([1, ['near'], []], $select(['near' => $near], [], 100), 'what PHP has read already counts');
    same("line two\n", fgets($near), 'the second line');
    $began = microtime(true);
    same([0, [], []], $select(['near' => $near], [], 0, 30_000), 'the time is over');
    check(microtime(true) - $began >= 0.03, 'not before');
    same([0, [], []], $select(['near' => $near], [], 0), 'at once');
    same([1, [], ['near']], $select(['near' => $near], ['near' => $near], 100), 'writable at once');
    same([1, ['file'], []], $select(['file' => fopen(__FILE__, 'r')], [], 100), 'a file is ready always');
    fclose($far);
    same([1, ['near'], []], $select(['near' => $near], [], 100), 'the end can be read');
});
echo "done\n";
?>
--EXPECT--
done
