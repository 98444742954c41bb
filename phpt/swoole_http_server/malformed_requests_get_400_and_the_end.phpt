--TEST--
malformed and ambiguous requests are answered with 400 and the connection is closed; others are served meanwhile
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end('served'));
    $bad = [
        'no method' => "\x01\x02\r\n\r\n",
        'no host' => "GET / HTTP/1.1\r\n\r\n",
        'two hosts' => "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        'two lengths' => "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        'length that is no number' => "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
        'length with chunked' => "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        'space before the colon' => "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        'folded line' => "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n",
        'NUL in a value' => "GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n",
        'bad chunk size' => "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    ];
    foreach ($bad as $what => $bytes) {
        $all = $t->connect()->send($bytes)->readAll();
        check(str_starts_with($all, 'HTTP/1.1 400 '), "$what: " . json_encode(substr($all, 0, 40)));
        check(!str_contains($all, 'served'), "$what was served");
    }
    same('served', Http::ask($t, 'GET', '/')->body, 'a good request');
});
?>
--EXPECT--
BASE done
PROCESS done
