--TEST--
a client that has not sent its whole message keeps no other from being served
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$path = Scratch::path('pool.sock');
$t = TestServer::launch(function (TestServer $t) use ($path) {
    $pool = new Pool(1, SWOOLE_IPC_SOCKET);
    $pool->listen("unix:$path");
    $pool->on('workerStart', fn () => $t->journal->note('start'));
    $pool->on('message', fn (Pool $pool, string $data) => $pool->write("for $data"));
    $pool->start();
});
$t->journal->wait('start');
$connect = function () use ($path) {
    $stream = stream_socket_client("unix://$path");
    stream_set_timeout($stream, 5);
    return $stream;
};
$slow = $connect();
fwrite($slow, "\0\0\0\4sl");
$quick = $connect();
fwrite($quick, "\0\0\0\5quick");
same("\0\0\0\11for quick", stream_get_contents($quick), 'the quick one');
fwrite($slow, 'ow');
same("\0\0\0\10for slow", stream_get_contents($slow), 'the slow one');
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
