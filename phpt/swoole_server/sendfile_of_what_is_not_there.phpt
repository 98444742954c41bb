--TEST--
sendfile() of a missing file, an empty name, a directory or from beyond the end: false, and the connection lives
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::file('content', '0123456789');
both_modes(function (int $mode) use ($file) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([@$server->sendfile($fd, '/nonexistent'),
            @$server->sendfile($fd, ''), @$server->sendfile($fd, '/tmp'), @$server->sendfile($fd, $file, 100),
            @$server->sendfile(9999, $file)]) . "\n"),
    ]));
    $client = $t->connect();
    same('[false,false,false,false,false]', $client->ask("x\n"), 'results');
    same('[false,false,false,false,false]', $client->ask("x\n"), 'results again');
});
?>
--EXPECT--
BASE done
PROCESS done
