--TEST--
large answers at a time on one connection share it, and a client that takes nothing holds up no other
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, fn ($request, $response) => $response->end(str_repeat($request->get['x'], 1_000_000)), ['send_yield' => true]);
    $stuck = Http2::raw($t);
    $stuck->frame(Http2::HEADERS, Http2::END_STREAM | Http2::END_HEADERS, 1, "\x82\x86\x41\x01a\x44\x05/?x=s");
    same(1, $stuck->until(Http2::HEADERS)[2], 'the answer has begun');
    for ($received = 0; $received < 65_535; ) {
        $received += strlen($stuck->until(Http2::DATA)[3]);
    }
    same(65_535, $received, 'as much as the window allows');
    Http2::run($t, function ($client) {
        foreach (range('a', 'm') as $letter) {
            $letters[$client->send(Http2::request("/?x=$letter"))] = $letter;
        }
        foreach ($letters as $_) {
            $response = $client->recv();
            check($response->data === str_repeat($letters[$response->streamId], 1_000_000), $letters[$response->streamId]);
        }
    });
    $stuck->frame(Http2::WINDOW_UPDATE, 0, 0, pack('N', 100))->frame(Http2::WINDOW_UPDATE, 0, 1, pack('N', 60));
    same(str_repeat('s', 60), $stuck->until(Http2::DATA)[3], 'the smaller window holds');
    $stuck->close();
});
?>
--EXPECT--
BASE done
PROCESS done
