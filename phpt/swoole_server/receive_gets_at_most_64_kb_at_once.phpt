--TEST--
without a protocol one onReceive gets at most 64 KB
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            static $longest = 0, $length = 0;
            $longest = max($longest, strlen($data));
            $length += strlen($data);
            if ($length === 1 << 20) {
                $t->journal->note('longest', $longest);
            }
        },
    ]));
    $client = $t->connect()->send(str_repeat('x', 1 << 20));
    [$longest] = $t->journal->wait('longest');
    check($longest <= 65536, "longest part: $longest");
});
?>
--EXPECT--
BASE done
PROCESS done
