--TEST--
4 MB from the client arrives whole, in several onReceive
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd, $reactor, $data) {
            static $context = null, $length = 0;
            $context ??= hash_init('md5');
            hash_update($context, $data);
            $length += strlen($data);
            if ($length === 4 << 20) {
                $server->send($fd, hash_final($context) . "\n");
            }
        },
    ]));
    $data = str_repeat('fedcba9876543210', 4 << 16);
    same(md5($data), $t->connect()->send($data)->line(), 'content');
});
?>
--EXPECT--
BASE done
PROCESS done
