--TEST--
pack() and unpack() know every frame; what can be none is a warning and an empty string, what is not complete is false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\WebSocket\{CloseFrame, Frame, Server};
foreach ([0, 1, 125, 126, 65535, 65536] as $length) {
    foreach ([0, 1, 2, 7, 9, 10] as $opcode) {
        if ($opcode > 8 && $length > 125) {
            continue;
        }
        foreach ([0, 1, 33] as $flags) {
            $frame = Frame::unpack(Server::pack(str_repeat('x', $length), $opcode, $flags));
            same(Frame::class, $frame::class, 'class');
            same([str_repeat('x', $length), $opcode], [$frame->data, $frame->opcode], "$length bytes of $opcode");
            $expected = $opcode > 8 ? $flags | 1 : $flags;
            same([$expected, (bool) ($expected & 1)], [$frame->flags, $frame->finish], "flags $flags of $opcode");
        }
    }
}
$close = new CloseFrame();
same([8, 1000, '', null], [$close->opcode, $close->code, $close->reason, $close->finish], 'defaults');
same('880203e8', bin2hex($close), 'a close');
[$close->code, $close->reason] = [4000, 'because'];
$read = Frame::unpack((string) $close);
same([CloseFrame::class, 4000, 'because', 8], [$read::class, $read->code, $read->reason, $read->opcode], 'read again');
unset($close->reason);
same('88020fa0', bin2hex(Frame::pack($close)), 'without a reason');
same(32768, Frame::unpack("\x88\x02\x80\x00")->code, 'codes have no sign');
same('81027878', bin2hex(Frame::pack(new class { public function __toString(): string { return 'xx'; } })), 'what has a text');
$text = str_repeat('compress me ', 100);
$packed = Frame::pack($text, WEBSOCKET_OPCODE_TEXT, SWOOLE_WEBSOCKET_FLAG_FIN | SWOOLE_WEBSOCKET_FLAG_COMPRESS);
check(strlen($packed) < 100, 'compressed');
$read = Frame::unpack($packed);
same([$text, 7], [$read->data, $read->flags], 'taken apart');
foreach (['', "\x81", "\x81\x05hell", "\x81\xff" . str_repeat("\xff", 12)] as $bytes) {
    same(false, Frame::unpack($bytes), 'not complete');
    same(SWOOLE_ERROR_WEBSOCKET_INCOMPLETE_PACKET, swoole_last_error(), 'why');
}
foreach ([
    'the maximum value of opcode is 10' => fn () => Frame::pack('x', 11),
    'websocket control frame payload must not exceed 125 bytes' => fn () => Frame::pack(str_repeat('x', 126), 9),
    'the max length of close reason is 123' => fn () => Frame::pack(str_repeat('x', 124), 8),
] as $why => $pack) {
    same(['', ["Warning: Swoole\\WebSocket\\Frame::pack(): $why"]], with_warnings($pack), $why);
}
echo "done\n";
?>
--EXPECT--
done
