<?php
/**
 * Packages that end with a marker, one or several for each call: cheaper than eof_split.php, but the script takes them apart.
 *
 *     php examples/eof_check.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;

$server = new Swoole\Server('127.0.0.1', $port, $mode);
$server->set(array(
    'open_eof_check' => true,
    'package_eof' => "\r\n",
));
$server->on('receive', function ($server, $fd, $reactor_id, $data) {
    // $data ends with the marker and may hold several packages.
    foreach (explode("\r\n", rtrim($data, "\r\n")) as $package) {
        $server->send($fd, "package: $package\r\n");
    }
});

echo "server listening on 127.0.0.1:$server->port\n";
$server->start();
