--TEST--
sendfile() sends a whole file
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$content = random_bytes(300_000);
$file = Scratch::file('content', $content);
both_modes(function (int $mode) use ($content, $file) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) use ($t, $file) {
            $t->journal->note('r', $server->sendfile($fd, $file));
            $server->close($fd);
        },
    ]));
    same(md5($content), md5($t->connect()->send('x')->readAll()), 'content');
    same([true], $t->journal->wait('r'), 'what sendfile() returned');
});
?>
--EXPECT--
BASE done
PROCESS done
