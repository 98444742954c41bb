<?php
/**
 * PROCESS mode: workers are killed with SIGKILL while 20 clients send: no connection closes, only requests that the killed worker had
 * taken are lost, and its successor answers within 200 ms.
 */
require_once __DIR__ . '/bootstrap.php';

$kills = rounds(200);
may_take(60 + $kills);
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'open_eof_split' => true, 'package_eof' => "\n"], [
    'receive' => function ($server, $fd, $reactor, $data) {
        // Long enough that a kill always finds a request being handled, and others behind it in the same envelope.
        usleep(200);
        $server->send($fd, Load::answer($server, $data));
    },
    'close' => $t->noting('close'),
]));
$load = new Load($t->port, 20);
$load->until(fn () => count($load->pids) === 2, PATIENCE);
[$slowest, $worst] = [0.0, 0];
for ($kill = 0; $kill < $kills; $kill++) {
    [$worker, $lost] = [$kill % 2, $load->lost];
    $victim = $load->pids[$worker];
    $killed = microtime(true);
    posix_kill($victim, SIGKILL);
    check($load->until(fn () => $load->pids[$worker] !== $victim, PATIENCE), "worker $worker had no successor after kill $kill");
    $slowest = max($slowest, microtime(true) - $killed);
    // Those behind the lost one have come now, so that what is missing shows.
    $answered = $load->answered;
    $load->until(fn () => $load->answered > $answered + 100, PATIENCE);
    $worst = max($worst, $load->lost - $lost);
}
$load->finish();
figure('workers killed', $kills);
figure('requests answered', $load->answered);
figure('requests lost', $load->lost);
figure('most lost by one kill', $worst);
figure('longest time to the successor\'s answer in ms', 1000 * $slowest);
same(0, $load->closed, 'connections closed');
same(0, $load->wrong, 'wrong answers');
same(0, $t->journal->count('close'), 'calls of onClose');
// The one being handled, and those of the last millisecond whose answers were gathered with it; never the 40 that wait behind it.
check($worst <= 10, "$worst requests were lost by one kill");
// Beside other tests the machine is busy with more than this.
check($slowest < (defined('ROUNDS') ? 1.0 : 0.2), sprintf('a successor took %d ms', 1000 * $slowest));
same(0, $t->stop(), 'exit code');
