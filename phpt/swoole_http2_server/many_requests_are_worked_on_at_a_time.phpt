--TEST--
requests of one connection are worked on at a time, and answered as they end
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, function ($request, $response) {
        $turn = (int) $request->get['turn'];
        Co::sleep($turn * 0.03);
        $response->end("turn $turn");
    });
    Http2::run($t, function ($client) {
        foreach ([3, 2, 1, 0] as $turn) {
            $streams[$client->send(Http2::request("/?turn=$turn"))] = "turn $turn";
        }
        for ($i = 0; $i < 4; $i++) {
            $response = $client->recv();
            same($streams[$response->streamId], $response->data, 'its own answer');
            $order[] = $response->data;
        }
        same(['turn 0', 'turn 1', 'turn 2', 'turn 3'], $order, 'the first that ends comes first');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
