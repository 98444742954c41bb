--TEST--
import() makes a socket of a PHP stream; closing it closes the stream
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    $server = stream_socket_server('tcp://127.0.0.1:0');
    $listener = Socket::import($server);
    same([AF_INET, SOCK_STREAM], [$listener->domain, $listener->type], 'its sort');
    $stream = stream_socket_client('tcp://' . stream_socket_get_name($server, false));
    $client = Socket::import($stream);
    $peer = $listener->accept();
    $peer->send('from a coroutine');
    same('from a coroutine', $client->recv(), 'received');
    fwrite($stream, 'from the stream');
    same('from the stream', $peer->recv(), 'the stream goes on');
    same(true, $client->close(), 'closed');
    same('TypeError(0): fwrite(): supplied resource is not a valid stream resource', thrown_by(fn () => fwrite($stream, 'x')), 'the stream is, too');
    same('', $peer->recv(), 'the peer sees the end');

    [$one, $two] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $socket = Socket::import($one);
    fclose($one);
    same([2, 'hi'], [$socket->send('hi'), fread($two, 10)], 'the stream was closed first');
    $method = 'Swoole\Coroutine\Socket::import(): ';
    same("TypeError(0): {$method}supplied resource is not a valid stream resource", thrown_by(fn () => Socket::import($one)), 'closed');
    same("TypeError(0): {$method}Argument #1 (\$stream) must be of type resource, int given", thrown_by(fn () => Socket::import(5)), 'no resource');
    [$none, $warnings] = with_warnings(fn () => Socket::import(fopen(__FILE__, 'r')));
    same([false, "Warning: {$method}Cannot represent a stream of type STDIO as a Socket Descriptor"], [$none, $warnings[0]], 'no socket');
});
echo "done\n";
?>
--EXPECT--
done
