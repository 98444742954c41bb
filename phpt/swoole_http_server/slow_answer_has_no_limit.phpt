--TEST--
a script may take its time while the limits for clients are short
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        Swoole\Timer::after(600, fn () => $response->end('late'));
    }, ['http_header_timeout' => 0.1, 'http_body_timeout' => 0.1, 'http_keepalive_timeout' => 0.1]);
    same('late', Http::get($t, '/')->body, 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
