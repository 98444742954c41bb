--TEST--
hook_flags of a server: callbacks that sleep let the worker serve others; without it they block
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    foreach ([SWOOLE_HOOK_SLEEP, 0] as $flags) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1, 'hook_flags' => $flags], [
            'receive' => function ($server, $fd, $reactor, $data) {
                if ($data === 'slow') {
                    usleep(300_000);
                }
                $server->send($fd, $data);
            },
        ]));
        [$slow, $fast] = [$t->connect(), $t->connect()];
        $slow->send('slow');
        $fast->send('fast');
        $first = null;
        $streams = [$slow->stream, $fast->stream];
        $none = null;
        stream_select($streams, $none, $none, (int) PATIENCE);
        same($flags === 0 ? ['slow'] : ['fast'], array_values(array_map(fn ($stream) => fread($stream, 10), array_slice($streams, 0, 1))), "flags $flags: who is answered first");
        $t->stop();
    }
});
?>
--EXPECT--
BASE done
PROCESS done
