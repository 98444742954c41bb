--TEST--
stats(): the keys and their order, all values integers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode($server->stats()) . "\n"),
    ]));
    $stats = json_decode($t->connect()->ask("x\n"), true);
    same(['int'], array_values(array_unique(array_map('get_debug_type', $stats))), 'types');
    echo implode(' ', array_keys($stats)), "\n";
});
?>
--EXPECT--
start_time connection_num abort_count accept_count close_count worker_num task_worker_num user_worker_num idle_worker_num dispatch_count request_count response_count total_recv_bytes total_send_bytes pipe_packet_msg_id concurrency session_round min_fd max_fd worker_request_count worker_response_count worker_dispatch_count worker_concurrency coroutine_num coroutine_peek_num
BASE done
start_time connection_num abort_count accept_count close_count worker_num task_worker_num user_worker_num idle_worker_num dispatch_count request_count response_count total_recv_bytes total_send_bytes pipe_packet_msg_id concurrency session_round min_fd max_fd worker_request_count worker_response_count worker_dispatch_count worker_concurrency coroutine_num coroutine_peek_num
PROCESS done
