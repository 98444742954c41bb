--TEST--
what PHP refuses it refuses in a coroutine too, with its own words
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$calls = [
    fn () => sleep(-1), fn () => sleep('x'), fn () => sleep(), fn () => usleep(-1), fn () => time_nanosleep(-1, 0), fn () => time_nanosleep(0, -1),
    fn () => time_nanosleep(0, 1_000_000_000), fn () => time_sleep_until(1), fn () => gethostbyname(str_repeat('x', 300)),
    function () { $none = null; return stream_select($none, $none, $none, 1); },
    function () { $bad = [1]; $none = null; return stream_select($bad, $none, $none, 1); },
    function () { $r = [fopen('php://memory', 'r')]; $none = null; return stream_select($r, $none, $none, 1); },
    function () { [$a] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0); $r = [$a]; $none = null; return stream_select($r, $none, $none, -1); },
];
$say = fn () => array_map(fn ($call) => with_warnings(function () use ($call) {
    try {
        return $call();
    } catch (Throwable $thrown) {
        return get_class($thrown) . ': ' . $thrown->getMessage();
    }
}), $calls);
$outside = $say();
$inside = null;
Co\run(function () use ($say, &$inside) {
    $inside = $say();
});
foreach ($outside as $nth => $expected) {
    same($expected, $inside[$nth], "call $nth");
}
check(str_contains($outside[0][0], 'ValueError'), 'PHP refuses');
echo "done\n";
?>
--EXPECT--
done
