--TEST--
task(): any value arrives as it was sent, and so does its result
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $values = [null, true, false, 0, -7, 1.5, '', 'text', "\0\xff", [], [1, [2, 'x' => null]], new ArrayObject([1, 2])];
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd, $reactor, $data) use ($values) {
            $wrong = [];
            foreach ($values as $i => $value) {
                $result = $server->taskwait($value, PATIENCE);
                if (serialize($result) !== serialize([$value])) {
                    $wrong[] = [$i, $result];
                }
            }
            $server->send($fd, json_encode($wrong) . "\n");
        },
        'task' => fn ($server, $id, $source, $data) => [$data],
    ]));
    same('[]', $t->connect()->ask("x\n"), 'values that did not come back');
});
?>
--EXPECT--
BASE done
PROCESS done
