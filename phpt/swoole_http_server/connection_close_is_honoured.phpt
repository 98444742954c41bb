--TEST--
Connection: close, HTTP/1.0 and what a script asks for end the connection after the answer
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        if ($request->get) {
            $response->header('Connection', 'close');
        }
        $response->end('x');
    }, [], ['close' => fn () => null]);
    foreach ([
        ["GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 'close'],
        ["GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n\r\n", 'close'],
        ["GET /?a=1 HTTP/1.1\r\nHost: x\r\n\r\n", 'close'],
        ["GET / HTTP/1.0\r\n\r\n", 'close'],
        ["GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 'keep-alive'],
        ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", 'keep-alive'],
    ] as [$request, $expected]) {
        $client = $t->connect();
        $answer = Http::exchange($client, $request);
        same($expected, $answer->field('Connection'), $request);
        same('x', $answer->body, "body of $request");
        if ($expected === 'close') {
            check($client->isClosed(), "closed after $request");
        } else {
            same('x', Http::exchange($client, Http::request('GET', '/'))->body, "another after $request");
        }
    }
});
?>
--EXPECT--
BASE done
PROCESS done
