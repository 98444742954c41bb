--TEST--
push() and isEstablished() work in workers, task workers and user processes, whoever owns the connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = WebSocket::define($t, $mode, [
            'open' => fn ($server, $request) => $t->journal->note('open', $request->fd),
            'message' => function ($server, $frame) {
                $server->task($frame->fd);
                $server->sendMessage((string) $frame->fd, 1 - $server->worker_id);
            },
            'task' => fn ($server, $id, $source, $fd) => $server->push($fd, 'task ' . var_export($server->isEstablished($fd), true)),
            'finish' => fn () => null,
            'pipeMessage' => fn ($server, $from, $fd) => $server->push((int) $fd, 'worker ' . var_export($server->isEstablished((int) $fd), true)),
        ], ['worker_num' => 2, 'task_worker_num' => 1]);
        $server->addProcess(new Swoole\Process(function () use ($server, $t) {
            $opened = wait_until(fn () => $t->journal->all('open'), 'a client');
            $fd = $opened[0][1];
            $server->push($fd, 'process ' . var_export($server->isEstablished($fd), true));
            while (true) {
                sleep(10);
            }
        }));
        return $server;
    });
    $client = WebSocket::connect($t);
    same([1, 'process true'], $client->hear(), 'a user process');
    $client->say('all');
    $heard = [$client->hear()[1] ?? '', $client->hear()[1] ?? ''];
    sort($heard);
    same(['task true', 'worker true'], $heard, 'task worker and other worker');
});
?>
--EXPECT--
BASE done
PROCESS done
