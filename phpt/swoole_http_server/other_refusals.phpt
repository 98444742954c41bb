--TEST--
other versions, codings and expectations, and tunnels, are refused with their own status
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end());
    foreach ([
        505 => "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
        501 => "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        417 => "POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n",
    ] as $status => $bytes) {
        $client = $t->connect();
        same($status, Http::exchange($client, $bytes)->status, $bytes);
        check($client->isClosed(), 'closed');
    }
    same(501, Http::exchange($t->connect(), "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n")->status, 'CONNECT');
});
?>
--EXPECT--
BASE done
PROCESS done
