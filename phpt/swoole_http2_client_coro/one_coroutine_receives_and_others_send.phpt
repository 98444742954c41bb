--TEST--
one coroutine receives while others send
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, function ($request, $response) {
        Co::sleep(mt_rand(0, 20) / 1000);
        $response->end($request->get['n'] . str_repeat('x', 2000));
    });
    Http2::run($t, function ($client) {
        $asked = new Swoole\Coroutine\Channel(100);
        for ($n = 0; $n < 50; $n++) {
            go(function () use ($client, $n, $asked) {
                $asked->push([$client->send(Http2::request("/?n=$n")), $n]);
            });
        }
        for ($n = 0; $n < 50; $n++) {
            $response = $client->recv();
            $found[$response->streamId] = $response->data;
        }
        for ($n = 0; $n < 50; $n++) {
            [$stream, $number] = $asked->pop();
            same($number . str_repeat('x', 2000), $found[$stream], "stream $stream");
        }
    });
});
?>
--EXPECT--
BASE done
PROCESS done
