--TEST--
setTimeLimit() throws a TimeoutException into what the coroutine waits for when its time is over
--FILE--
<?php
// better than the reference: fractions of a second count.
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Channel;
use Swoole\Coroutine\TimeoutException;
Co\run(function () {
    $waits = [
        'sleep' => fn () => Coroutine::sleep(100),
        "PHP's sleep" => fn () => sleep(100),
        'channel' => fn () => (new Channel())->pop(),
        'yield' => fn () => Coroutine::yield(),
        'stream' => fn () => fgets(stream_socket_client('tcp://127.0.0.1:' . Peer::silent()->port)),
    ];
    foreach ($waits as $name => $wait) {
        $began = microtime(true);
        same(true, Coroutine::setTimeLimit(0.03), "$name: set");
        same('Swoole\Coroutine\TimeoutException(0): ', thrown_by($wait), $name);
        check(microtime(true) - $began >= 0.03, "$name: not before");
    }
    same([true, true], [Coroutine::setTimeLimit(0.01), Coroutine::setTimeLimit(100)], 'the last one holds');
    same(true, Coroutine::sleep(0.03), 'not over');
    same([true, false], [Coroutine::setTimeLimit(0.01), Coroutine::setTimeLimit(0)], 'taken back');
    same(true, Coroutine::sleep(0.03), 'no limit');
    $ended = false;
    go(function () use (&$ended) {
        Coroutine::setTimeLimit(0.01);
        try {
            Coroutine::sleep(100);
        } finally {
            $ended = true;
            return;
        }
    });
    go(fn () => Coroutine::setTimeLimit(100));
    wait_until(function () use (&$ended) { return $ended; }, 'the end');
});
same('Swoole\Error(10001): API must be called in the coroutine', thrown_by(fn () => Coroutine::setTimeLimit(1)), 'outside');
echo "done\n";
?>
--EXPECT--
done
