--TEST--
LOCK_EX of file_put_contents() and SplFileObject::flock() wait while others run, and can be cancelled
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co::set(['hook_flags' => SWOOLE_HOOK_FILE]);
Co\run(function () {
    $path = Scratch::file('locked', 'content');
    $holder = fopen($path, 'r');
    foreach ([
        'file_put_contents()' => [fn () => file_put_contents($path, 'new', LOCK_EX), 3, false],
        'SplFileObject' => [fn () => (new SplFileObject($path, 'r'))->flock(LOCK_SH), true, false],
        'flock()' => [fn () => flock(fopen($path, 'r'), LOCK_EX), true, false],
    ] as $name => [$lock, $got, $canceled]) {
        flock($holder, LOCK_EX);
        $results = [];
        $try = function () use ($lock, &$results) {
            $results[] = @$lock();
        };
        [$first, $second] = [go($try), go($try)];
        Co::sleep(0.02);
        same([], $results, "$name waits");
        same(true, Co::cancel($first), "$name cancelled");
        same([$canceled], $results, "$name cancelled");
        flock($holder, LOCK_UN);
        Co::join([$second]);
        same([$canceled, $got], $results, "$name got it");
    }
    flock($holder, LOCK_SH);
    same([true, false], [(new SplFileObject($path, 'r'))->flock(LOCK_SH | LOCK_NB), (new SplFileObject($path, 'r'))->flock(LOCK_EX | LOCK_NB)], 'those that do not wait');
});
?>
--EXPECT--
