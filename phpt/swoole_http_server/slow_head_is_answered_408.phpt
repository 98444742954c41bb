--TEST--
a head that does not come in time is answered 408; who sends nothing is closed
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end('x'), ['http_header_timeout' => 0.2]);
    $silent = $t->connect();
    $slow = $t->connect();
    $slow->send("GET / HTTP/1.1\r\nHost:");
    $served = $t->connect();
    same('x', Http::exchange($served, Http::request('GET', '/'))->body, 'another client');
    same(408, Http::read($slow)->status, 'slow head');
    check($slow->isClosed(), 'slow head is closed');
    check($silent->isClosed(), 'silence is closed');
    same('x', Http::exchange($served, Http::request('GET', '/'))->body, 'another client, again');
});
?>
--EXPECT--
BASE done
PROCESS done
