--TEST--
requests that a worker was working on when it died are answered 502, and those that had begun are reset
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$t = Http2::server(SWOOLE_PROCESS, function ($request, $response) {
    switch ($request->server['path_info']) {
        case '/die':
            return posix_kill(posix_getpid(), SIGKILL);
        case '/begun':
            $response->write('half');
        default:
            Co::sleep(10);
    }
}, ['worker_num' => 1, 'log_level' => SWOOLE_LOG_NONE]);
Http2::run($t, function ($client) {
    $begun = $client->send(Http2::request('/begun'));
    same('half', $client->read()->data, 'begun');
    $waiting = $client->send(Http2::request('/waits'));
    Co::sleep(0.05);
    $dies = $client->send(Http2::request('/die'));
    for ($i = 0; $i < 3; $i++) {
        $response = $client->recv();
        $found[$response->streamId] = [$response->statusCode, $response->errCode];
    }
    ksort($found);
    same([$begun => [-3, SWOOLE_HTTP2_ERROR_INTERNAL_ERROR], $waiting => [502, 0], $dies => [502, 0]], $found, 'all are told');
});
echo "done\n";
?>
--EXPECT--
done
