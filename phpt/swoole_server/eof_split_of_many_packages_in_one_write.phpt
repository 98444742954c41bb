--TEST--
open_eof_split: 5,000 packages in one stream arrive one by one and in order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\n"], [
        'receive' => function ($server, $fd, $reactor, $data) {
            static $next = 0;
            if ($data !== "package number $next\n") {
                $server->send($fd, "expected $next, got $data\n");
            } elseif (++$next === 5000) {
                $server->send($fd, "all\n");
            }
        },
    ]));
    $stream = implode('', array_map(fn ($i) => "package number $i\n", range(0, 4999)));
    same('all', $t->connect()->send($stream)->line(), 'verdict');
});
?>
--EXPECT--
BASE done
PROCESS done
