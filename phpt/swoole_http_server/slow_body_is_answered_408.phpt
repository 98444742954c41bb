--TEST--
a body that does not come in time is answered 408, though a byte comes now and then
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end('x'), ['http_body_timeout' => 0.2]);
    $slow = $t->connect();
    $slow->send(Http::request('POST', '/', ['Content-Length' => 1000]));
    for ($i = 0; $i < 200 && !$slow->readable(0.02); $i++) {
        $slow->send('a');
    }
    same(408, Http::read($slow)->status, 'status');
    check($slow->isClosed(), 'closed');
});
?>
--EXPECT--
BASE done
PROCESS done
