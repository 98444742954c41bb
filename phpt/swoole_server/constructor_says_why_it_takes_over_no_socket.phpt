--TEST--
host SYSTEMD without usable sockets: an Error that says why; descriptors stay as they were, and another server can be made
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$open = fn () => count(scandir('/proc/self/fd'));
$file = fopen('/dev/null', 'r');
$number = max(array_filter(scandir('/proc/self/fd'), fn ($fd) => @readlink("/proc/self/fd/$fd") === '/dev/null'));
$pid = ['LISTEN_PID' => getmypid()];
$before = $open();
foreach ([
    'LISTEN_PID is not set' => [],
    'LISTEN_FDS is not set' => $pid,
    "LISTEN_FDS is 'many', which is no number from 1 to 4096" => $pid + ['LISTEN_FDS' => 'many'],
    "taking over descriptor 9999 failed, Error: Bad file descriptor[9]" => $pid + ['LISTEN_FDS' => 1, 'LISTEN_FDS_START' => 9999],
    "taking over descriptor $number failed, Error: Socket operation on non-socket[88]" => $pid + ['LISTEN_FDS' => 1, 'LISTEN_FDS_START' => $number],
] as $why => $environment) {
    foreach (['LISTEN_PID', 'LISTEN_FDS', 'LISTEN_FDS_START'] as $name) {
        putenv(isset($environment[$name]) ? "$name=$environment[$name]" : $name);
    }
    same("Error(0): failed to add systemd socket: $why", thrown_by(fn () => new Swoole\Server('SYSTEMD')), 'exception');
}
same($before, $open(), 'descriptors');
$server = new Swoole\Server('127.0.0.1', 0);
same(1, count($server->ports), 'ports of a server after the failures');
echo "done\n";
?>
--EXPECT--
done
