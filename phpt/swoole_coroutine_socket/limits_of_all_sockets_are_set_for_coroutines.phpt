--TEST--
Coroutine::set() sets the limits of sockets made later
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

$limits = function () {
    $socket = new Socket(AF_INET, SOCK_STREAM, 0);
    return array_map(fn ($name) => $socket->getOption(SOL_SOCKET, $name)['sec'], [SO_RCVTIMEO, SO_SNDTIMEO]);
};
same([60, 60], $limits(), 'usual');
Coroutine::set(['socket_timeout' => 5]);
same([5, 5], $limits(), 'both');
Coroutine::set(['socket_read_timeout' => 6, 'socket_write_timeout' => -1]);
same([6, 0x7fffffff], $limits(), 'each');
Coroutine::set(['socket_timeout' => -1, 'socket_read_timeout' => 0]);
same([0x7fffffff, 0x7fffffff], $limits(), 'none; 0 changes nothing');
echo "done\n";
?>
--EXPECT--
done
