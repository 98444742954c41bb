--TEST--
a port's own settings hold for it only
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\n"], ['receive' => $t->noting('eof')]);
        $port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $port->set(['open_eof_split' => false, 'open_length_check' => true, 'package_length_type' => 'n',
            'package_length_offset' => 0, 'package_body_offset' => 2]);
        $port->on('receive', $t->noting('length'));
        return $server;
    });
    $eof = $t->connect(0)->send("a\nb\n");
    $length = $t->connect(1)->send("\0\3a\nb\0\1c");
    $t->journal->wait('eof', 2);
    $t->journal->wait('length', 2);
    same(["a\n", "b\n"], array_column($t->journal->all('eof'), 3), 'first port');
    same(["\0\3a\nb", "\0\1c"], array_column($t->journal->all('length'), 3), 'second port');
});
?>
--EXPECT--
BASE done
PROCESS done
