--TEST--
outside of coroutines, and with hooks off, PHP's functions block as ever, also on streams that were made with hooks on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Runtime;
Runtime::enableCoroutine();
$peer = Peer::echo();
$stream = stream_socket_client("tcp://127.0.0.1:$peer->port");
fwrite($stream, "one\n");
same("one\n", fgets($stream), 'outside');
stream_set_timeout($stream, 0, 50_000);
same(['', true], [fread($stream, 10), stream_get_meta_data($stream)['timed_out']], 'a time limit outside');
$began = microtime(true);
same([0, true], [sleep(0), time_nanosleep(0, 20_000_000)], 'sleep outside');
check(microtime(true) - $began >= 0.02, 'slept');
Runtime::enableCoroutine(0);
Co\run(function () use ($stream) {
    $others = 0;
    go(function () use (&$others) {
        Coroutine::sleep(0.001);
        $others++;
    });
    usleep(20_000);
    same(0, $others, 'usleep() without its hook blocks');
    fwrite($stream, "two\n");
    same("two\n", fgets($stream), 'a stream that was made with hooks on');
});
echo "done\n";
?>
--EXPECT--
done
