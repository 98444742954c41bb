--TEST--
chroot: workers see the directory as /
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$root = Scratch::path('root');
mkdir($root);
file_put_contents("$root/marker", 'inside');
both_modes(function (int $mode) use ($root) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'chroot' => $root], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([@file_get_contents('/marker'), file_exists('/etc/passwd')]) . "\n"),
    ]));
    same('["inside",false]', $t->connect()->ask("x\n"), 'what a worker sees');
});
?>
--EXPECT--
BASE done
PROCESS done
