--TEST--
a compressed message counts as long as it is when inflated; one that is none is answered 1007
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = WebSocket::server($mode, [], ['websocket_compression' => true, 'package_max_length' => 100_000]);
    $offer = ['Sec-WebSocket-Extensions' => 'permessage-deflate'];
    $send = fn (string $coded) => WebSocket::connect($t, $offer)->client->send(WebSocket::frame($coded, 2, true, 'mask', 4));
    $deflate = fn (string $data) => substr(deflate_add(deflate_init(ZLIB_ENCODING_RAW), $data, ZLIB_SYNC_FLUSH), 0, -4);
    same("\x82\x7f" . pack('J', 100_000), $send($deflate(str_repeat('x', 100_000)))->read(10), 'the most');
    same("\x88\x02" . pack('n', 1009), $send($deflate(str_repeat('x', 50_000_000)))->read(4), 'a bomb');
    same("\x88\x02" . pack('n', 1007), $send("\xff\xff\xff")->read(4), 'nonsense');
    same("\x88\x02" . pack('n', 1002), WebSocket::connect($t)->client->send(WebSocket::frame('x', 2, true, 'mask', 4))->read(4), 'not agreed on');
});
?>
--EXPECT--
BASE done
PROCESS done
