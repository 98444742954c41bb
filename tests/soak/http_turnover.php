<?php
/**
 * Workers of an HTTP server that leave after `max_request` requests, while `wrk` and `ab -k` ask it. PROCESS: no request fails, however many workers
 * have come and gone.
 */
require_once __DIR__ . '/bootstrap.php';
require_once __DIR__ . '/HttpTool.php';

$turnovers = rounds(10_000);
may_take(120 + (int) ($turnovers / 10));
$started = new Swoole\Atomic\Long(0);
$t = Http::server(SWOOLE_PROCESS, fn ($request, $response) => $response->end('hello'), ['worker_num' => 4, 'max_request' => 25, 'max_request_grace' => 10],
    ['workerStart' => fn () => $started->add()]);
foreach (['wrk', 'ab'] as $round => $tool) {
    $load = HttpTool::$tool($t->port);
    while ($started->get() < $turnovers * ($round + 1) / 2) {
        usleep(100_000);
    }
    [$answered, $failed] = $load->end();
    figure("$load->name: workers started so far", $started->get());
    figure("$load->name: requests answered", $answered);
    figure("$load->name: requests failed", $failed);
    same(0, $failed, 'requests failed');
}
same(0, $t->stop(), 'exit code');
