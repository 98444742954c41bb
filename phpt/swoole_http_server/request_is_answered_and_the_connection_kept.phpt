--TEST--
onRequest answers; the connection stays for the next request
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end('path ' . $request->server['request_uri']));
    $client = $t->connect();
    foreach (['/', '/a/b?c=d'] as $target) {
        $answer = Http::exchange($client, Http::request('GET', $target));
        same(200, $answer->status, 'status');
        same('path ' . strtok($target, '?'), $answer->body, 'body');
        same((string) strlen($answer->body), $answer->field('Content-Length'), 'Content-Length');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
