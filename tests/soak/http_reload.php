<?php
/**
 * Reloads of an HTTP server while `wrk` and `ab -k` ask it: no request fails. In BASE mode, where a worker takes its connections with it, each gets
 * an answer that says so.
 */
require_once __DIR__ . '/bootstrap.php';
require_once __DIR__ . '/HttpTool.php';

$reloads = rounds(200);
may_take(120 + 2 * $reloads);
foreach (['PROCESS' => SWOOLE_PROCESS, 'BASE' => SWOOLE_BASE] as $name => $mode) {
    $t = TestServer::start(fn (TestServer $t) => Http::define($t, $mode, fn ($request, $response) => $response->end('hello'), ['worker_num' => 2],
        ['afterReload' => $t->noting('reloaded')]));
    $done = 0;
    foreach (['wrk', 'ab'] as $tool) {
        $load = HttpTool::$tool($t->port);
        for ($ours = 0; $ours < $reloads / 2; $ours++, usleep(20_000)) {
            $t->signal(SIGUSR1);
            $done++;
            wait_until(fn () => $t->journal->count('reloaded') === $done, "$name, the end of reload $done");
        }
        [$answered, $failed] = $load->end();
        figure("$name, $load->name: reloads", $ours);
        figure("$name, $load->name: requests answered", $answered);
        figure("$name, $load->name: requests failed", $failed);
        same(0, $failed, 'requests failed');
    }
    same(0, $t->stop(), 'exit code');
}
