--TEST--
$connections iterates over session ids and can be counted
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) {
            $found = [];
            foreach ($server->connections as $key => $id) {
                $found[] = $id;
            }
            $server->send($fd, json_encode([$found, count($server->connections), $server->connections->count()]) . "\n");
        },
        'close' => $t->noting('close'),
    ]));
    same('[[1],1,1]', ($first = $t->connect())->ask("x\n"), 'one client');
    same('[[1,2],2,2]', ($second = $t->connect())->ask("x\n"), 'two clients');
    $first->close();
    $t->journal->wait('close');
    wait_until(fn () => $second->ask("x\n") === '[[2],1,1]', 'the first session to be gone');
});
?>
--EXPECT--
BASE done
PROCESS done
