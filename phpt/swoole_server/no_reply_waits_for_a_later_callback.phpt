--TEST--
the answer of one callback arrives although the next callback blocks
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\n"], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            if ($data === "block\n") {
                $t->journal->note('blocked');
                while (!is_file(Scratch::path('go-on'))) {
                    clearstatcache();
                    usleep(1000);
                }
            }
            $server->send($fd, "answer to $data");
        },
    ]));
    @unlink(Scratch::path('go-on'));
    $client = $t->connect()->send("first\nblock\n");
    $t->journal->wait('blocked');
    same('answer to first', $client->line(), 'answer of the first callback');
    Scratch::file('go-on', '');
    same('answer to block', $client->line(), 'answer of the second callback');
});
?>
--EXPECT--
BASE done
PROCESS done
