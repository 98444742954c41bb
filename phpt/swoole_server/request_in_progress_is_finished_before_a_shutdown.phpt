--TEST--
a request that a worker is serving when a shutdown comes is finished and answered
--FILE--
<?php
// better than the reference: there PROCESS mode throws the answer away.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    @unlink(Scratch::path('go-on'));
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['max_wait_time' => 5], [
        'receive' => function ($server, $fd) use ($t) {
            $t->journal->note('busy');
            while (!is_file(Scratch::path('go-on'))) {
                clearstatcache();
                usleep(1000);
            }
            $t->journal->note('finished', $server->send($fd, "finished\n"));
        },
    ]));
    $client = $t->connect()->send('x');
    $t->journal->wait('busy');
    $t->signal(SIGTERM);
    usleep(50_000);
    Scratch::file('go-on', '');
    same('finished', $client->line(), 'answer');
    same([true], $t->journal->wait('finished'), 'what send() returned');
    same(0, $t->waitEnd(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
