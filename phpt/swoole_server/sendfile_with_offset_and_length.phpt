--TEST--
sendfile() from an offset, and so many bytes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::file('content', '0123456789abcdefghij');
both_modes(function (int $mode) use ($file) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd, $reactor, $data) use ($file) {
            $server->sendfile($fd, $file, ...json_decode($data));
            $server->send($fd, "\n");
        },
    ]));
    foreach (['[0,5]' => '01234', '[10]' => 'abcdefghij', '[5,10]' => '56789abcde', '[19,1]' => 'j'] as $arguments => $expected) {
        same($expected, $t->connect()->ask($arguments), "sendfile with $arguments");
    }
});
?>
--EXPECT--
BASE done
PROCESS done
