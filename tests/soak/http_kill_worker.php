<?php
/**
 * PROCESS mode: workers of an HTTP server are killed with SIGKILL while `wrk` asks it. Only requests that the killed worker had taken fail: they are
 * answered 502, and their connections end.
 */
require_once __DIR__ . '/bootstrap.php';
require_once __DIR__ . '/HttpTool.php';

$kills = rounds(100);
may_take(120 + $kills);
$t = TestServer::start(fn (TestServer $t) => Http::define($t, SWOOLE_PROCESS, function ($request, $response) {
    usleep(200);
    $response->end('hello');
}, ['worker_num' => 2]));
$load = HttpTool::wrk($t->port);
for ($killed = 0; $killed < $kills; $killed++) {
    $before = $t->starts();
    posix_kill($t->workers()[$killed % 2], SIGKILL);
    $t->waitStarts($before + 1);
}
[$answered, $failed] = $load->end();
figure('workers killed', $killed);
figure('requests answered', $answered);
figure('requests failed', $failed);
// Two connection counts: the 502, and for wrk the end of its connection. What was gathered with the lost one of the last millisecond is lost too.
check($failed <= 12 * $killed, "$failed requests failed by $killed kills");
same('hello', Http::get($t, '/')->body, 'afterwards');
same(0, $t->stop(), 'exit code');
