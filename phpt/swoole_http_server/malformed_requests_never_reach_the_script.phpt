--TEST--
what is no request is answered 400, the connection is closed, the script hears nothing of it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => Http::define($t, $mode, function ($request, $response) use ($t) {
        $t->journal->note('request', $request->getData());
        $response->end();
    }));
    foreach ([
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ] as $bytes) {
        $client = $t->connect();
        $answer = Http::exchange($client, $bytes);
        same(400, $answer->status, json_encode($bytes, JSON_INVALID_UTF8_SUBSTITUTE));
        same('close', $answer->field('Connection'), 'Connection');
        check($client->isClosed(), 'closed');
    }
    same(0, $t->journal->count('request'), 'requests');
});
?>
--EXPECT--
BASE done
PROCESS done
