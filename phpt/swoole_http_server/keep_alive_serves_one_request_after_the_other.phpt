--TEST--
a connection serves one request after the other
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end($request->server['path_info']));
    $client = $t->connect();
    foreach (['/1', '/2', '/3'] as $path) {
        same($path, Http::exchange($client, Http::request('GET', $path))->body, $path);
    }
});
?>
--EXPECT--
BASE done
PROCESS done
