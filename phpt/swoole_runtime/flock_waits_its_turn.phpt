--TEST--
flock() of a coroutine waits while another one, or another process, has the lock, and lets others run
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
$path = Scratch::path('counter');
file_put_contents($path, '0');
Co\run(function () use ($path) {
    $ids = [];
    for ($i = 0; $i < 20; $i++) {
        $ids[] = go(function () use ($path) {
            $file = fopen($path, 'r+');
            same(true, flock($file, LOCK_EX, $blocked), 'locked');
            same(0, $blocked, 'would_block');
            $value = (int) file_get_contents($path);
            usleep(100);
            file_put_contents($path, $value + 1);
            flock($file, LOCK_UN);
        });
    }
    Coroutine::join($ids);
    same('20', file_get_contents($path), 'one after the other');

    $file = fopen($path, 'r+');
    same(true, flock($file, LOCK_SH), 'shared');
    $other = fopen($path, 'r+');
    same([true, false], [flock($other, LOCK_SH), flock($other, LOCK_EX | LOCK_NB, $blocked)], 'shared by two, exclusive to none');
    same(1, $blocked, 'would_block');
    $id = go(function () use ($other, &$result) {
        $result = [flock($other, LOCK_EX), swoole_last_error()];
    });
    Coroutine::sleep(0.01);
    same([true, [false, SWOOLE_ERROR_CO_CANCELED]], [Coroutine::cancel($id), $result], 'cancelled');
    same('TypeError(0): flock(): supplied resource is not a valid stream resource', thrown_by(fn () => flock(stream_context_create(), LOCK_EX)), 'no stream');
    same('ValueError(0): flock(): Argument #2 ($operation) must be one of LOCK_SH, LOCK_EX, or LOCK_UN', thrown_by(fn () => flock($other, 0)), 'no operation');
});
$file = fopen($path, 'r+');
flock($file, LOCK_EX);
$holder = pcntl_fork();
if ($holder === 0) {
    usleep(50_000);
    posix_kill(getmypid(), SIGKILL);
}
fclose($file);
Co\run(function () use ($path) {
    $turns = 0;
    $got = false;
    go(function () use ($path, &$got) {
        $got = flock(fopen($path, 'r+'), LOCK_EX);
    });
    for (; !$got; $turns++) {
        Coroutine::sleep(0.001);
    }
    check($turns > 3, 'others have run while another process had the lock');
});
pcntl_waitpid($holder, $status);
echo "done\n";
?>
--EXPECT--
done
