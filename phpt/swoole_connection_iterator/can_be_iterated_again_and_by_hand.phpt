--TEST--
$connections can be iterated twice and by hand
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) {
            $all = $server->connections;
            $seen = [array_values(iterator_to_array($all)), array_values(iterator_to_array($all))];
            for ($all->rewind(); $all->valid(); $all->next()) {
                $seen[] = $all->current();
            }
            $server->send($fd, json_encode($seen) . "\n");
        },
    ]));
    $first = $t->connect();
    $first->ask("x\n");
    same('[[1,2],[1,2],1,2]', $t->connect()->ask("x\n"), 'seen');
});
?>
--EXPECT--
BASE done
PROCESS done
