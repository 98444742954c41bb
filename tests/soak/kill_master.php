<?php
/**
 * The process that called start(), or the manager, is killed with SIGKILL while every worker is blocked in a callback: within a second
 * no process of the server is left, and the port can be bound again.
 */
require_once __DIR__ . '/bootstrap.php';

$rounds = rounds(20);
may_take(60 + 5 * $rounds);

/** Seconds from the kill to the last process's end. */
$kill = function (int $mode, callable $victim): float {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 3], [
        'receive' => function ($server, $fd) use ($t) {
            $t->journal->note('busy', $server->worker_id);
            sleep(60);
        },
    ]));
    // In BASE mode whichever worker is awake takes the connection, so more come until all are busy.
    $clients = [];
    wait_until(function () use ($t, &$clients) {
        $busy = count(array_unique(array_column($t->journal->all('busy'), 1)));
        if ($busy < 3) {
            $clients[] = $t->connect()->send('x');
        }
        return $busy === 3;
    }, 'three busy workers');
    $killed = microtime(true);
    posix_kill($victim($t), SIGKILL);
    wait_until(fn () => group_members($t->pid) === [] && !is_listening($t->port), 'the end of all processes', 3.0);
    $took = microtime(true) - $killed;
    $again = @stream_socket_server("tcp://127.0.0.1:$t->port", $errno, $error);
    check($again !== false, "the port cannot be bound again: $error");
    TestServer::end_all();
    return $took;
};
$master = fn (TestServer $t) => $t->pid;
$manager = fn (TestServer $t) => parent_of($t->workers()[0]);
$cases = ['BASE, manager' => [SWOOLE_BASE, $master], 'PROCESS, master' => [SWOOLE_PROCESS, $master], 'PROCESS, manager' => [SWOOLE_PROCESS, $manager]];
foreach ($cases as $name => [$mode, $victim]) {
    $slowest = 0.0;
    for ($round = 0; $round < $rounds; $round++) {
        $slowest = max($slowest, $kill($mode, $victim));
    }
    figure("$name killed, longest time to the end in ms", 1000 * $slowest);
    check($slowest < 1.0, "$name: it took $slowest s");
}
