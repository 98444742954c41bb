--TEST--
send(), sendfile(), send(): the client gets them in that order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::file('content', str_repeat('f', 100_000));
both_modes(function (int $mode) use ($file) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) use ($file) {
            $server->send($fd, str_repeat('a', 200_000));
            $server->sendfile($fd, $file);
            $server->send($fd, str_repeat('z', 10));
        },
    ]));
    $data = $t->connect()->send('x')->read(300_010);
    same(md5(str_repeat('a', 200_000) . str_repeat('f', 100_000) . str_repeat('z', 10)), md5($data), 'content');
});
?>
--EXPECT--
BASE done
PROCESS done
