--TEST--
open_eof_check: a marker in the middle does not deliver what stands before it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_check' => true, 'package_eof' => "\r\n"], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, json_encode($data) . "\n"),
    ]));
    $client = $t->connect()->send("one\r\ntw");
    check(!$client->readable(0.1), 'something was delivered');
    same(json_encode("one\r\ntwo\r\n"), $client->ask("o\r\n"), 'package');
});
?>
--EXPECT--
BASE done
PROCESS done
