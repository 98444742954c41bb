--TEST--
a request behind the body of another is served
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end($request->getMethod() . $request->getContent()));
    $client = $t->connect();
    $client->send(Http::request('POST', '/', [], 'GET /x HTTP/1.1') . Http::request('GET', '/')
        . Http::request('POST', '/', ['Transfer-Encoding' => 'chunked']) . "3\r\nabc\r\n0\r\n\r\n" . Http::request('GET', '/'));
    same(['POSTGET /x HTTP/1.1', 'GET', 'POSTabc', 'GET'], array_map(fn () => Http::read($client)->body, range(1, 4)), 'answers');
});
?>
--EXPECT--
BASE done
PROCESS done
