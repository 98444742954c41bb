--TEST--
a worker that ends finishes what it works on and says goodbye
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, function ($request, $response) {
        Co::sleep(0.2);
        $response->end('done');
    });
    Http2::run($t, function ($client) use ($t) {
        $client->send(Http2::request('/'));
        Co::sleep(0.05);
        posix_kill($t->pid, SIGTERM);
        same('done', $client->recv()->data ?? null, 'the answer');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
