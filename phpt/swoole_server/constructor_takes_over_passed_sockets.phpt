--TEST--
host SYSTEMD: the ports are the sockets that LISTEN_FDS names, streams and datagrams
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

/** Opens a socket and finds its number. */
function opened(callable $open): array
{
    $numbers = fn () => array_filter(scandir('/proc/self/fd'), fn ($fd) => str_starts_with((string) @readlink("/proc/self/fd/$fd"), 'socket:'));
    $before = $numbers();
    $socket = $open();
    return [$socket, (int) current(array_diff($numbers(), $before))];
}

function pass(int $first, int $count): void
{
    putenv('LISTEN_PID=' . getmypid());
    putenv("LISTEN_FDS=$count");
    putenv("LISTEN_FDS_START=$first");
}

// Two in a row, which others that are open may prevent at first.
$spare = [];
do {
    $spare[] = [$tcp, $first] = opened(fn () => stream_socket_server('tcp://127.0.0.1:0'));
    $spare[] = [$udp, $second] = opened(fn () => stream_socket_server('udp://127.0.0.1:0', $code, $text, STREAM_SERVER_BIND));
} while ($second !== $first + 1);
$port = fn ($socket) => (int) substr(strrchr(stream_socket_get_name($socket, false), ':'), 1);

$t = TestServer::start(function (TestServer $t) use ($first) {
    pass($first, 2);
    $server = new Swoole\Server('SYSTEMD', 0, SWOOLE_PROCESS);
    $server->set(['worker_num' => 1, 'log_file' => $t->log]);
    $t->journal->note('ports', $server->host, $server->port, $server->type,
        array_map(fn ($port) => [$port->host, $port->port, $port->type], $server->ports));
    $server->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, "got $data"));
    $server->on('packet', fn ($server, $data, $from) => $server->sendto($from['address'], $from['port'], "got $data"));
    return $server;
});
same(['ports', '127.0.0.1', $port($tcp), SWOOLE_SOCK_TCP,
    [['127.0.0.1', $port($tcp), SWOOLE_SOCK_TCP], ['127.0.0.1', $port($udp), SWOOLE_SOCK_UDP]]],
    $t->journal->entries()[0], 'ports');
foreach (['tcp' => $tcp, 'udp' => $udp] as $kind => $socket) {
    $client = stream_socket_client("$kind://127.0.0.1:" . $port($socket));
    fwrite($client, 'x');
    same('got x', fread($client, 100), $kind);
}
echo "done\n";
?>
--EXPECT--
done
