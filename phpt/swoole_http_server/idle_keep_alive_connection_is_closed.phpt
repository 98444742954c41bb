--TEST--
a connection without a further request is closed in time
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end('x'), ['http_keepalive_timeout' => 0.2]);
    $client = $t->connect();
    same('x', Http::exchange($client, Http::request('GET', '/'))->body, 'answer');
    check($client->isClosed(), 'closed');
});
?>
--EXPECT--
BASE done
PROCESS done
