--TEST--
a client that waits for leave to send its body gets it, one that does not wait does not
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end($request->getContent()));
    $client = $t->connect();
    $head = Http::request('POST', '/', ['Expect' => '100-continue', 'Content-Length' => 4]);
    same("HTTP/1.1 100 Continue\r\n", Http::exchange($client, $head)->head, 'leave');
    same('body', Http::exchange($client, 'body')->body, 'answer');
    same('body', Http::exchange($client, $head . 'body')->body, 'sent at once');
    $client->send(Http::request('GET', '/') . $head);
    same(200, Http::read($client)->status, 'answer to the request before');
    same(100, Http::read($client)->status, 'leave behind another request');
    same('body', Http::exchange($client, 'body')->body, 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
