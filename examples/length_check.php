<?php
/**
 * Packages with a header of two bytes that holds the length of the body.
 *
 *     php examples/length_check.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;

$server = new Swoole\Server('127.0.0.1', $port, $mode);
$server->set(array(
    'open_length_check' => true,
    'package_max_length' => 81920,
    'package_length_type' => 'n', //see php pack()
    'package_length_offset' => 0,
    'package_body_offset' => 2,
));
$server->on('receive', function ($server, $fd, $reactor_id, $data) {
    // $data is one package, its header included.
    $body = strrev(substr($data, 2));
    $server->send($fd, pack('n', strlen($body)) . $body);
});

echo "server listening on 127.0.0.1:$server->port\n";
$server->start();
