--TEST--
a chunked body arrives whole, cut at every byte
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end($request->rawContent()));
    $bytes = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n \r\n5\r\nworld\r\n0\r\n\r\n";
    same('hello world', Http::exchange($t->connect(), $bytes)->body, 'whole');
    $client = $t->connect();
    foreach (str_split(substr($bytes, 0, -1)) as $byte) {
        $client->send($byte);
    }
    same('hello world', Http::exchange($client, "\n")->body, 'byte by byte');
});
?>
--EXPECT--
BASE done
PROCESS done
