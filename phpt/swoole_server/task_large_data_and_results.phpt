--TEST--
tasks and results of up to 16 MB arrive whole, through memory: no file is left or read
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    mkdir($tmp = Scratch::path('tmp' . $mode));
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false, 'task_tmpdir' => $tmp], [
        'receive' => function ($server, $fd) {
            foreach ([8_000, 8_181, 65_000, 70_000, 200_000, 16 << 20] as $size) {
                $data = random_bytes($size);
                $result = $server->taskwait(['bytes' => $data], PATIENCE);
                $server->send($fd, json_encode([$size, $result === $data . '!']) . ($size > 1 << 20 ? "\n" : ' '));
            }
        },
        'task' => function ($server, $id, $source, $data) use ($tmp, $t) {
            $t->journal->note('files', count(scandir($tmp)) - 2);
            return $data['bytes'] . '!';
        },
    ]));
    same('[8000,true] [8181,true] [65000,true] [70000,true] [200000,true] [16777216,true]', $t->connect()->ask("x\n"), 'size and whether it came back');
    same([0], array_unique(array_column($t->journal->all('files'), 1)), 'files in task_tmpdir');
});
?>
--EXPECT--
BASE done
PROCESS done
