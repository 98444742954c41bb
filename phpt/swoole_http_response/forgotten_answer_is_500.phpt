--TEST--
an answer that the script never ends is 500
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => null);
    $client = $t->connect();
    same(500, Http::exchange($client, Http::request('GET', '/'))->status, 'status');
    same(500, Http::exchange($client, Http::request('GET', '/'))->status, 'the connection goes on');
});
?>
--EXPECT--
BASE done
PROCESS done
