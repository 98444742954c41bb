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
    $goal = (int) ($turnovers * ($round + 1) / 2);
    [$all, $bad] = [0, 0];
    do {
        $load = HttpTool::$tool($t->port, 5);
        [$answered, $failed] = $load->end();
        [$all, $bad] = [$all + $answered, $bad + $failed];
    } while ($started->get() < $goal);
    figure("$load->name: workers started so far", $started->get());
    figure("$load->name: requests answered", $all);
    figure("$load->name: requests failed", $bad);
    same(0, $bad, 'requests failed');
}
same(0, $t->stop(), 'exit code');
