--TEST--
a socket goes on in the next event loop, and in a forked child
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

[$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
foreach (['first', 'second'] as $word) {
    Co\run(function () use ($one, $two, $word) {
        go(fn () => same($word, $two->recv(), $word));
        Coroutine::sleep(0.001);
        $one->send($word);
    });
}
$pid = pcntl_fork();
if ($pid === 0) {
    Co\run(function () use ($two) {
        same('from the parent', $two->recv(), 'in the child');
        $two->send('from the child');
    });
    exit(0);
}
Co\run(function () use ($one) {
    $one->send('from the parent');
    same('from the child', $one->recv(), 'in the parent');
});
pcntl_waitpid($pid, $status);
same(0, $status, 'the child');
echo "done\n";
?>
--EXPECT--
done
