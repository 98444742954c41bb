--TEST--
sendFile() sends a file, or a part of it, and says what is none
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

$file = Scratch::file('part', 'the content of a file');
Co\run(function () use ($file) {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    same([true, 'the content of a file'], [$one->sendFile($file), $two->recv()], 'all');
    same([true, 'content'], [$one->sendFile($file, 4, 7), $two->recv()], 'a part');
    same([true, 'file'], [$one->sendFile($file, 17), $two->recv()], 'the end');
    same([false, SOCKET_ENOENT], [$one->sendFile("$file.none"), $one->errCode], 'no file');
    same([false, SWOOLE_ERROR_INVALID_PARAMS], [$one->sendFile($file, 4, 700), $one->errCode], 'no such part');
    same([false, ['Warning: Swoole\Coroutine\Socket::sendFile(): file to send is empty']], with_warnings(fn () => $one->sendFile('')), 'no name');
    $big = Scratch::file('big', random_bytes(2 << 20));
    go(fn () => same(true, $one->sendFile($big), 'more than there is room for'));
    same(md5_file($big), md5($two->recvAll(2 << 20)), 'received');
});
echo "done\n";
?>
--EXPECT--
done
