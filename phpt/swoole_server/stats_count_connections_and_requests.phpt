--TEST--
stats() counts connections, requests, answers and bytes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\n"], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data === "stats\n"
            ? json_encode($server->stats()) . "\n" : $data),
        'close' => $t->noting('close'),
    ]));
    $gone = $t->connect();
    $gone->ask("0123456789\n");
    $gone->close();
    $t->journal->wait('close');
    $client = $t->connect();
    $other = $t->connect();
    $other->ask("0123456789\n");
    $stats = json_decode($client->ask("stats\n"), true);
    same([2, 3, 1], [$stats['connection_num'], $stats['accept_count'], $stats['close_count']], 'connections');
    same([1, 0, 0], [$stats['worker_num'], $stats['task_worker_num'], $stats['user_worker_num']], 'processes');
    check(abs($stats['start_time'] - time()) < 10, 'start_time');
    $stats = json_decode($client->ask("stats\n"), true);
    check($stats['request_count'] >= 3, "request_count {$stats['request_count']}");
    check($stats['response_count'] >= 3, "response_count {$stats['response_count']}");
    check($stats['total_recv_bytes'] >= 28, "total_recv_bytes {$stats['total_recv_bytes']}");
    check($stats['total_send_bytes'] >= 22, "total_send_bytes {$stats['total_send_bytes']}");
    check($stats['worker_request_count'] >= 3, "worker_request_count {$stats['worker_request_count']}");
});
?>
--EXPECT--
BASE done
PROCESS done
