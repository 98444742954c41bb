--TEST--
a request is the same however it is cut
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end(json_encode([$request->getMethod(), $request->get, $request->header, $request->getContent()])));
    foreach ([
        Http::request('POST', '/?a=1', ['X-A' => 'b'], 'body'),
        Http::request('PUT', '/', ['Transfer-Encoding' => 'chunked']) . "2;x=y\r\nbo\r\n2\r\ndy\r\n0\r\nT: v\r\n\r\n",
    ] as $request) {
        $client = $t->connect();
        $whole = Http::exchange($client, $request)->body;
        check(str_contains($whole, 'body'), 'body');
        foreach (range(1, strlen($request) - 1) as $cut) {
            $client->send(substr($request, 0, $cut));
            usleep(100);
            same($whole, Http::exchange($client, substr($request, $cut))->body, "cut at $cut");
        }
        foreach (str_split($request) as $byte) {
            $client->send($byte);
        }
        same($whole, Http::read($client)->body, 'byte by byte');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
