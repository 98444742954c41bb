--TEST--
pipelined requests are answered in order, whatever the dispatch mode
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    foreach ([1, 2, 3] as $dispatch) {
        $t = Http::server($mode, function ($request, $response) {
            // The earlier, the slower.
            usleep((10 - (int) $request->get['n']) * 1000);
            $response->end($request->get['n']);
        }, ['worker_num' => 2, 'dispatch_mode' => $dispatch]);
        $client = $t->connect();
        $client->send(implode(array_map(fn ($n) => Http::request('GET', "/?n=$n"), range(1, 9))));
        foreach (range(1, 9) as $n) {
            same("$n", Http::read($client)->body, "answer $n in dispatch mode $dispatch");
        }
        $t->stop();
    }
});
?>
--EXPECT--
BASE done
PROCESS done
