--TEST--
streams and datagrams of the unix family
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $stream = new Client(SWOOLE_SOCK_UNIX_STREAM);
    $peer = Peer::unix(fn ($stream) => fwrite($stream, strrev(fread($stream, 100))));
    check($stream->connect($peer->path, 0, PATIENCE), 'connect');
    same([5, 'olleh'], [$stream->send('hello'), $stream->recv(PATIENCE)], 'stream');
    same($peer->path, $stream->getpeername()['host'], 'peer');
    $path = Scratch::path('none.sock');
    same([false, SOCKET_ENOENT], [(new Client(SWOOLE_SOCK_UNIX_STREAM))->connect($path), swoole_last_error()], 'none');
});
echo "done\n";
?>
--EXPECT--
done
