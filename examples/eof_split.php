<?php
/**
 * Packages that end with a marker, one call for each.
 *
 *     php examples/eof_split.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;

$server = new Swoole\Server('127.0.0.1', $port, $mode);
$server->set(array(
    'open_eof_split' => true,
    'package_eof' => "\r\n",
));
$server->on('receive', function ($server, $fd, $reactor_id, $data) {
    // $data is one package, its marker included.
    $server->send($fd, 'package of ' . strlen($data) . " bytes\r\n");
});

echo "server listening on 127.0.0.1:$server->port\n";
$server->start();
