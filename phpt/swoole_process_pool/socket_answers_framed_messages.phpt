--TEST--
a pool with sockets takes one message of a connection, length first, answers what write() was given, and closes; over TCP and unix sockets
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$path = Scratch::path('pool.sock');
$probe = stream_socket_server('tcp://127.0.0.1:0');
$port = (int) substr(strrchr(stream_socket_get_name($probe, false), ':'), 1);
fclose($probe);
$t = TestServer::launch(function (TestServer $t) use ($path, $port) {
    $pool = new Pool(2, SWOOLE_IPC_SOCKET);
    same(true, $pool->listen("unix:$path"), 'listen');
    same(true, $pool->listen('127.0.0.1', $port), 'listen');
    $pool->on('workerStart', fn (Pool $pool, $id) => $t->journal->note('start', $id, $pool->write('no message')));
    $pool->on('message', function (Pool $pool, string $data) {
        same(true, $pool->write("you said "), 'write');
        $pool->write(strrev($data));
    });
    $pool->start();
});
$t->journal->wait('start', 2);
same([false, false], array_column($t->journal->all('start'), 2), 'write outside of a message');
foreach (["unix://$path", "tcp://127.0.0.1:$port"] as $address) {
    foreach (['hello', str_repeat('long', 100_000)] as $text) {
        $stream = stream_socket_client($address);
        stream_set_timeout($stream, 5);
        foreach (str_split(pack('N', strlen($text)) . $text, 65_000) as $part) {
            fwrite($stream, $part);
        }
        $answer = stream_get_contents($stream);
        $expected = 'you said ' . strrev($text);
        same(pack('N', strlen($expected)) . $expected, $answer, "answer from $address");
    }
    $stream = stream_socket_client($address);
    fwrite($stream, pack('N', 1 << 30));
    stream_set_timeout($stream, 5);
    same('', stream_get_contents($stream), 'a message that is too long');
}
same(0, $t->stop(), 'exit');
check(!file_exists($path), 'the socket file is gone');

echo "done\n";
?>
--EXPECT--
done
