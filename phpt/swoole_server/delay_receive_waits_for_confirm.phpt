--TEST--
enable_delay_receive: data is received only after confirm()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['enable_delay_receive' => true], [
        'connect' => $t->noting('connect'),
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, "got $data"),
        'workerStart' => function ($server) use ($t) {
            Swoole\Timer::tick(5, function () use ($server, $t) {
                if (is_file(Scratch::path('confirm')) && $server->exist(1)) {
                    $t->journal->note('confirm', $server->confirm(1));
                    unlink(Scratch::path('confirm'));
                }
            });
        },
    ]));
    $client = $t->connect()->send("early\n");
    $t->journal->wait('connect');
    check(!$client->readable(0.15), 'received before confirm()');
    Scratch::file('confirm', '');
    same('got early', $client->line(), 'answer');
    same([true], $t->journal->wait('confirm'), 'what confirm() returned');
    same('got later', $client->ask("later\n"), 'answer to what came later');
});
?>
--EXPECT--
BASE done
PROCESS done
