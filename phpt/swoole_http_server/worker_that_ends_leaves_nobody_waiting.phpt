--TEST--
a client whose answer was still to come when its worker ends is told, or sees the end
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    foreach (['stop' => fn ($server) => $server->stop(), 'exit' => fn ($server) => exit(0), 'throw' => fn () => throw new Exception('on purpose')] as $how => $end) {
        $t = TestServer::start(function (TestServer $t) use ($mode, $end) {
            $kept = [];
            $server = Http::define($t, $mode, function ($request, $response) use (&$kept, &$server, $end) {
                $kept[] = $response;
                if ($request->server['path_info'] === '/end') {
                    Swoole\Timer::after(10, fn () => $end($server));
                }
            }, ['worker_num' => 2, 'dispatch_mode' => 2, 'reload_async' => true, 'max_wait_time' => 1]);
            return $server;
        });
        $client = $t->connect();
        $client->send(Http::request('GET', '/end'));
        $answer = $client->readAll();
        check($answer === '' || str_starts_with($answer, 'HTTP/1.1 500 '), "$how: " . $answer);
        $t->stop();
    }
});
?>
--EXPECT--
BASE done
PROCESS done
