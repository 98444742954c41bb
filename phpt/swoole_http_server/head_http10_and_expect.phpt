--TEST--
HEAD has no body, HTTP/1.0 ends the connection, Expect: 100-continue is answered before the body comes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end('got ' . $request->rawContent()));
    $head = Http::ask($t, 'HEAD', '/');
    same([200, ''], [$head->status, $head->body], 'HEAD');
    $all = $t->connect()->send("GET / HTTP/1.0\r\n\r\n")->readAll();
    check(str_ends_with($all, 'got '), "HTTP/1.0: $all");
    $client = $t->connect()->send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n");
    same('HTTP/1.1 100 Continue', $client->line(), 'interim answer');
    same('', $client->line(), 'its end');
    check(str_ends_with($client->send('body')->readAll(), 'got body'), 'final answer');
});
?>
--EXPECT--
BASE done
PROCESS done
