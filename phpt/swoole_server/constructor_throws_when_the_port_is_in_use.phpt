--TEST--
a port that someone else listens on: an exception with code EADDRINUSE
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$other = stream_socket_server('tcp://127.0.0.1:0');
$port = (int) substr(strrchr(stream_socket_get_name($other, false), ':'), 1);
same("Swoole\Exception(98): failed to listen server port[127.0.0.1:$port], Error: Address already in use[98]",
    thrown_by(fn () => new Swoole\Server('127.0.0.1', $port)), 'exception');
echo "done\n";
?>
--EXPECT--
done
