<?php
/**
 * Callbacks that end in a fatal error (the memory limit) or an uncaught exception, PROCESS mode: descriptors and memory of master and manager
 * do not grow, no connection closes, and of the requests sent together with a deadly one only that one is lost.
 */
require_once __DIR__ . '/bootstrap.php';

$deaths = rounds(10_000);
// A place whose processes keep dying gets a new one every second only, and that is right; with so many places some worker is always due.
$workers = 64;
may_take(120 + intdiv($deaths, 4));

$measure = function (TestServer $t, int $manager): array {
    return ['master descriptors' => open_descriptors($t->pid), 'manager descriptors' => open_descriptors($manager),
        'master KB' => private_memory($t->pid), 'manager KB' => private_memory($manager)];
};
foreach (['fatal', 'exception'] as $how) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => $workers, 'dispatch_mode' => 2,
        'open_eof_split' => true, 'package_eof' => "\n", 'log_level' => SWOOLE_LOG_NONE], [
        'receive' => function ($server, $fd, $reactor, $data) {
            if ($data === "fatal\n") {
                ini_set('memory_limit', '8M');
                $server->none = str_repeat('x', 64 << 20);
            }
            if ($data === "exception\n") {
                throw new RuntimeException('on purpose');
            }
            $server->send($fd, $data);
        },
        'workerStart' => fn () => ini_set('display_errors', '0'),
        'close' => $t->noting('close'),
    ]));
    $manager = parent_of($t->workers()[0]);
    $clients = array_map(fn () => $t->connect(), range(1, $workers));
    $started = microtime(true);
    [$done, $first] = [0, null];
    while ($done < $deaths) {
        foreach ($clients as $client) {
            $client->send("a$done\nb$done\n$how\nc$done\n");
        }
        foreach ($clients as $i => $client) {
            same(["a$done", "b$done", "c$done"], [$client->line(), $client->line(), $client->line()], "answers to client $i");
        }
        $done += $workers;
        if ($first === null && $done >= $deaths / 10) {
            $first = $measure($t, $manager);
            $at = $done;
        }
    }
    $last = $measure($t, $manager);
    figure("$how: deaths", $done);
    foreach ($last as $name => $value) {
        figure("$how: $name after $at and after $done", "$first[$name] $value");
    }
    check(abs($first['master descriptors'] - $last['master descriptors']) <= 0, 'descriptors of the master');
    check(abs($first['manager descriptors'] - $last['manager descriptors']) <= 0, 'descriptors of the manager');
    check($last['master KB'] - $first['master KB'] < 512, 'memory of the master');
    check($last['manager KB'] - $first['manager KB'] < 512, 'memory of the manager');
    same(0, $t->journal->count('close'), 'connections closed');
    same(0, $t->stop(), 'exit code');
}
