<?php
/**
 * Reloads while 20 clients send. PROCESS: no request is lost and no connection closes. BASE: a worker takes its connections with it, so
 * requests that were under way are lost, as in the reference; they are counted.
 */
require_once __DIR__ . '/bootstrap.php';

$reloads = rounds(200);
may_take(60 + $reloads);
foreach (['PROCESS' => SWOOLE_PROCESS, 'BASE' => SWOOLE_BASE] as $name => $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'open_eof_split' => true, 'package_eof' => "\n"], [
        'receive' => function ($server, $fd, $reactor, $data) {
            usleep(200);
            $server->send($fd, Load::answer($server, $data));
        },
        'afterReload' => $t->noting('reloaded'),
    ]));
    $load = new Load($t->port, 20);
    $load->until(fn () => count($load->pids) === 2, PATIENCE);
    $slowest = 0.0;
    for ($reload = 1; $reload <= $reloads; $reload++) {
        $asked = microtime(true);
        $t->signal(SIGUSR1);
        $load->until(fn () => $t->journal->count('reloaded') === $reload, PATIENCE) || fail("no end of reload $reload");
        $slowest = max($slowest, microtime(true) - $asked);
        $answered = $load->answered;
        $load->until(fn () => $load->answered > $answered + 100, PATIENCE) || fail("no answers after reload $reload");
    }
    $load->finish();
    figure("$name: reloads", $reloads);
    figure("$name: longest reload in ms", 1000 * $slowest);
    figure("$name: requests answered", $load->answered);
    figure("$name: requests lost", $load->lost);
    figure("$name: connections closed", $load->closed);
    same(0, $load->wrong, "$name: wrong answers");
    if ($mode === SWOOLE_PROCESS) {
        same([0, 0], [$load->lost, $load->closed], 'requests lost and connections closed');
    }
    same(0, $t->stop(), 'exit code');
}
