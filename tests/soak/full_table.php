<?php
/**
 * A server with room for 64 descriptors and more clients than that: it turns nobody's processor hot while it is full, says so in its log
 * once per spell, and serves again when descriptors are free.
 */
require_once __DIR__ . '/bootstrap.php';

$rounds = rounds(10);
may_take(60 + 5 * $rounds);
foreach (['BASE' => SWOOLE_BASE, 'PROCESS' => SWOOLE_PROCESS] as $name => $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        posix_setrlimit(POSIX_RLIMIT_NOFILE, 64, 64) || fail('setrlimit');
        return $t->tcp($mode, ['reactor_num' => 1], []);
    });
    $most = 0.0;
    for ($round = 0; $round < $rounds; $round++) {
        $clients = array_map(fn () => $t->connect()->send('x'), range(1, 100));
        same('x', $clients[0]->read(1), 'answer to the first client');
        // Longer than it takes to become full; the rest is idle time, or should be.
        usleep(200_000);
        $before = processor_time($t->pid);
        usleep(500_000);
        $most = max($most, processor_time($t->pid) - $before);
        foreach ($clients as $client) {
            $client->close();
        }
        $served = function () use ($t) {
            $client = $t->connect()->send('y');
            return $client->readable(0.3) && $client->read(1) === 'y';
        };
        wait_until($served, "a client that is served after round $round");
    }
    $lines = substr_count($t->logged(), "\n");
    figure("$name: rounds", $rounds);
    figure("$name: most processor time in 500 ms with a full table, in ms", $most);
    figure("$name: log lines", $lines);
    check($most <= 50, "$most ms of processor time in 500 ms");
    check($lines <= 40 * $rounds, "$lines log lines");
    same(0, $t->stop(), 'exit code');
}
