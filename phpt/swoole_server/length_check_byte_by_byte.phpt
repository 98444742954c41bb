--TEST--
open_length_check: a stream that comes byte by byte gives the same packages
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_length_check' => true, 'package_length_type' => 'n',
        'package_length_offset' => 0, 'package_body_offset' => 2, 'open_tcp_nodelay' => true], ['receive' => $t->noting('data')]));
    $client = $t->connect();
    socket_set_option(socket_import_stream($client->stream), SOL_TCP, TCP_NODELAY, 1);
    foreach (str_split(pack('n', 3) . 'abc' . pack('n', 0) . pack('n', 2) . 'de') as $byte) {
        $client->send($byte);
        usleep(500);
    }
    $t->journal->wait('data', 3);
    same(["\0\3abc", "\0\0", "\0\2de"], array_column($t->journal->all('data'), 3), 'packages');
});
?>
--EXPECT--
BASE done
PROCESS done
