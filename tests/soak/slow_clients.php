<?php
/**
 * Clients that misbehave, by the hundred and in both modes: byte by byte, half-closed, giant length headers, silent ones, ones that never read, and
 * connections that are reset. A good client is served all the time, and when they are gone no descriptor and no session is left of them.
 */
require_once __DIR__ . '/bootstrap.php';

$count = rounds(1000);
may_take(120);
foreach (['BASE' => SWOOLE_BASE, 'PROCESS' => SWOOLE_PROCESS] as $name => $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1, 'reactor_num' => 1, 'open_length_check' => true,
        'package_length_type' => 'N', 'package_body_offset' => 4, 'package_max_length' => 1 << 20, 'socket_buffer_size' => 8 << 20,
        'send_yield' => false], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            if (substr($data, 4) === 'flood') {
                for ($i = 0; $i < 100 && @$server->send($fd, str_repeat('x', 1 << 20)); $i++);
                $t->journal->note('refused', $i, swoole_last_error());
            } elseif (substr($data, 4) === 'sessions') {
                $server->send($fd, pack('N', 4) . pack('N', count(iterator_to_array($server->connections))));
            } else {
                $server->send($fd, $data);
            }
        },
    ]));
    $package = fn (string $body) => pack('N', strlen($body)) . $body;
    $good = $t->connect();
    $served = fn (string $when) => same($package('ping'), $good->send($package('ping'))->read(8), "$name, good client $when");
    $served('before');
    // The process that owns the connections; its buffers are warm now.
    $before = open_descriptors($t->pid);

    $slow = array_map(fn () => $t->connect(), range(1, 50));
    foreach (str_split($package('byte by byte')) as $byte) {
        foreach ($slow as $client) {
            $client->send($byte);
        }
    }
    foreach ($slow as $client) {
        same($package('byte by byte'), $client->finish()->read(16), "$name, byte by byte and half-closed");
        check($client->isClosed(), "$name, half-closed: not closed");
    }
    $served('after half-closed ones');

    foreach (["\xff\xff\xff\xff", "\x7f\xff\xff\xff", "\x00\x20\x00\x00"] as $header) {
        check($t->connect()->send($header)->isClosed(), "$name, giant length: not closed");
    }
    $served('after giant lengths');

    $silent = array_map(fn () => $t->connect(), range(1, 100));
    $deaf = $t->connect()->send($package('flood'));
    [$sent, $error] = $t->journal->wait('refused') ?: [0, 0];
    $memory = private_memory($t->pid) >> 10;
    figure("$name: MB sent to a client that never reads until send() was false", $sent);
    figure("$name: MB of memory then", $memory);
    // 8 MB may wait; what the kernel took meanwhile comes on top, if the owner came to it.
    check($sent >= 8 && $sent < 40, "$sent MB were taken");
    same(SWOOLE_ERROR_OUTPUT_BUFFER_OVERFLOW, $error, 'swoole_last_error()');
    check($memory < 64, "$memory MB of memory");
    $served('beside a deaf one');
    $deaf->close();
    foreach ($silent as $client) {
        $client->close();
    }

    for ($i = 0; $i < $count; $i++) {
        $socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);
        socket_connect($socket, '127.0.0.1', $t->port);
        socket_write($socket, $package('reset me'));
        socket_set_option($socket, SOL_SOCKET, SO_LINGER, ['l_onoff' => 1, 'l_linger' => 0]);
        socket_close($socket);
    }
    $served('after resets');
    wait_until(fn () => open_descriptors($t->pid) === $before, "$name, as many descriptors as before, $before");
    figure("$name: connections reset", $count);
    figure("$name: descriptors before and after", "$before " . open_descriptors($t->pid));
    same(1, unpack('N', substr($good->send($package('sessions'))->read(8), 4))[1], "$name, sessions left");
    same(3, substr_count($t->logged(), ' is closed: '), "$name, log lines about giant lengths in\n" . $t->logged());
    same(0, $t->stop(), 'exit code');
}
