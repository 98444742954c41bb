--TEST--
open_eof_check: a package that grows beyond package_max_length closes the connection, with onClose and a log line
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    foreach (['open_eof_check', 'open_eof_split'] as $option) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [$option => true, 'package_eof' => "\r\n",
            'package_max_length' => 65536], [
            'receive' => $t->noting('receive'), 'close' => $t->noting('close'),
        ]));
        $client = $t->connect();
        @fwrite($client->stream, str_repeat('x', 300_000));
        $t->journal->wait('close');
        check($client->isClosed(), "connection still open ($option)");
        same(0, $t->journal->count('receive'), 'number of onReceive');
        $t->waitLog('WARNING');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
