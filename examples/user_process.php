<?php
/**
 * A process of the script's own that floods a worker with messages, which takes one every so many seconds.
 *
 *     php examples/user_process.php [PORT, default 9501, 0 for any free one] [blocking|timer] [SECONDS, default 10]
 *
 * blocking: when the worker's inbox is full, sendMessage() waits until there is room. timer: the process has a loop to come back to, so sendMessage()
 * fails at once instead.
 */
$port = (int) ($argv[1] ?? 9501);
$timer = ($argv[2] ?? 'blocking') === 'timer';
$seconds = (int) ($argv[3] ?? 10);

$serv = new Swoole\Server("127.0.0.1", $port, SWOOLE_BASE);
$serv->set(
    [
        'worker_num' => 1,
    ]
);

$serv->on('pipeMessage', function ($serv, $src_worker_id, $data) use ($seconds) {
    echo "#{$serv->worker_id} message from #$src_worker_id: $data\n";
    sleep($seconds);
});

$serv->on('receive', function (swoole_server $serv, $fd, $reactor_id, $data) {

});

if (!$timer) {
    $userProcess = new Swoole\Process(function ($worker) use ($serv) {
        while (1) {
            var_dump($serv->sendMessage("big string", 0));
        }
    }, false);
} else {
    $userProcess = new Swoole\Process(function ($worker) use ($serv) {
        swoole_timer_tick(2000, function ($interval) use ($worker, $serv) {
            echo "timer\n";
        });
        while (1) {
            var_dump($serv->sendMessage("big string", 0));
        }
    }, false);
}

$serv->addProcess($userProcess);

echo "server listening on 127.0.0.1:$serv->port\n";
$serv->start();
