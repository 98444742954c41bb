--TEST--
a callback that throws is answered 500, and the next request is served by a new worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        if ($request->server['path_info'] === '/throw') {
            throw new Exception('on purpose');
        }
        $response->end('fine');
    }, ['worker_num' => 2]);
    same(500, Http::get($t, '/throw')->status, 'thrown');
    $t->waitStarts(3);
    same('fine', Http::get($t, '/')->body, 'afterwards');
});
?>
--EXPECT--
BASE done
PROCESS done
