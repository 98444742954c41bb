<?php
/**
 * Task workers and user processes are killed with SIGKILL while 20 clients send, in both modes: no connection closes, a kill loses no more than the one
 * task that was being done, and a successor answers within 200 ms. In the end nothing is pending, and nobody is left behind.
 */
require_once __DIR__ . '/bootstrap.php';

$kills = rounds(250);
may_take(60 + 2 * $kills);
foreach (['BASE' => SWOOLE_BASE, 'PROCESS' => SWOOLE_PROCESS] as $name => $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['worker_num' => 1, 'task_worker_num' => 2, 'open_eof_split' => true, 'package_eof' => "\n", 'log_level' => SWOOLE_LOG_NONE], [
            // One task worker for each connection, so that its answers come in order.
            'receive' => fn ($server, $fd, $reactor, $data) => $data === "stats\n" ? $server->send($fd, json_encode($server->stats()) . "\n")
                : $server->task([$fd, $data], $fd % 2),
            'task' => function ($server, $id, $source, $task) {
                usleep(200);
                return [$task[0], Load::answer($server, $task[1])];
            },
            'finish' => fn ($server, $id, $result) => $server->send(...$result),
            'pipeMessage' => fn ($server, $source, $pid) => $t->journal->note('user', $pid),
            'close' => $t->noting('close'),
        ]);
        $server->addProcess(new Swoole\Process(function () use ($server) {
            while (true) {
                $server->sendMessage(getmypid(), 0);
                usleep(20_000);
            }
        }));
        return $server;
    });
    $load = new Load($t->port, 20);
    $load->until(fn () => count($load->pids) === 2, PATIENCE);
    $slowest = 0.0;
    for ($kill = 0; $kill < $kills; $kill++) {
        $worker = 1 + $kill % 2;
        $victim = $load->pids[$worker];
        $killed = microtime(true);
        posix_kill($victim, SIGKILL);
        check($load->until(fn () => $load->pids[$worker] !== $victim, PATIENCE), "task worker $worker had no successor after kill $kill");
        $slowest = max($slowest, microtime(true) - $killed);
        $answered = $load->answered;
        $load->until(fn () => $load->answered > $answered + 50, PATIENCE);
    }
    $slowest_user = 0.0;
    for ($kill = 0; $kill < $kills; $kill++) {
        $last = fn () => ($all = $t->journal->all('user')) ? end($all)[1] : 0;
        wait_until(fn () => $last() && alive($last()), 'a user process');
        $victim = $last();
        $killed = microtime(true);
        posix_kill($victim, SIGKILL);
        check($load->until(fn () => $last() !== $victim, PATIENCE), "no user process after kill $kill");
        $slowest_user = max($slowest_user, microtime(true) - $killed);
    }
    $load->finish();
    $stats = fn () => json_decode($t->connect()->ask("stats\n"), true);
    figure("$name: task workers and user processes killed", 2 * $kills);
    figure("$name: tasks done", $load->answered);
    figure("$name: tasks lost", $load->lost);
    figure("$name: longest time to a task worker's successor in ms", 1000 * $slowest);
    figure("$name: longest time to a user process's successor in ms", 1000 * $slowest_user);
    same([0, 0, 0], [$load->closed, $load->wrong, $t->journal->count('close')], "$name: connections closed, wrong answers, calls of onClose");
    check($load->lost <= $kills, "$name: $load->lost tasks were lost by $kills kills");
    $limit = defined('ROUNDS') ? 1.0 : 0.2;
    check(max($slowest, $slowest_user) < $limit, sprintf('%s: successors took %d and %d ms', $name, 1000 * $slowest, 1000 * $slowest_user));
    wait_until(fn () => [$stats()['tasking_num'], $stats()['task_idle_worker_num']] === [0, 2], "$name: nothing pending");
    same([], processes_where(fn ($stat) => $stat['group'] === $t->pid && $stat['state'] === 'Z'), "$name: zombies");
    same(0, $t->stop(), "$name: exit code");
}
