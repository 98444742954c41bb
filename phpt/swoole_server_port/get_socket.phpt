--TEST--
getSocket() gives a Socket of the listening port, whose options can be set; each port its own
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode);
        $port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        foreach ([$server->port => $server->getSocket(), $port->port => $port->getSocket()] as $number => $socket) {
            socket_getsockname($socket, $address, $bound);
            $t->journal->note('socket', $socket::class, $bound === $number);
        }
        $t->journal->note('option', socket_set_option($server->getSocket(), SOL_SOCKET, SO_RCVBUF, 20_000),
            socket_get_option($server->getSocket(), SOL_SOCKET, SO_RCVBUF));
        return $server;
    });
    same([['socket', 'Socket', true], ['socket', 'Socket', true]], $t->journal->all('socket'), 'sockets');
    same([true, 40_000], $t->journal->first('option'), 'option');
    same('x', $t->connect(0)->send('x')->read(1), 'echo');
    same('x', $t->connect(1)->send('x')->read(1), 'echo on the other port');
});
?>
--EXPECT--
BASE done
PROCESS done
