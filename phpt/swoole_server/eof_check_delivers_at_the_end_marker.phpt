--TEST--
open_eof_check: data is delivered once it ends with package_eof, possibly several packages at once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_check' => true, 'package_eof' => "\r\n"], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            $t->journal->note('data', $data);
            $server->send($fd, "got\n");
        },
    ]));
    $client = $t->connect();
    $client->send("first half, ");
    stays(fn () => $t->journal->count('data') === 0, 'silence before the marker', 0.1);
    $client->ask("second half\r\n");
    $client->ask("one\r\ntwo\r\n");
    same([['data', "first half, second half\r\n"], ['data', "one\r\ntwo\r\n"]], $t->journal->all('data'), 'packages');
});
?>
--EXPECT--
BASE done
PROCESS done
