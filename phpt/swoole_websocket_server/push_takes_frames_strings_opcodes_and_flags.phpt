--TEST--
push() takes a frame, or a payload with opcode and flags; what can be no frame is a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = WebSocket::server($mode, ['message' => function ($server, $frame) {
        $fd = $frame->fd;
        $push = fn (mixed ...$what) => with_warnings(fn () => $server->push($fd, ...$what));
        same([true, []], $push('text'), 'a string');
        same([true, []], $push('binary', WEBSOCKET_OPCODE_BINARY), 'an opcode');
        same([true, []], $push('par', WEBSOCKET_OPCODE_TEXT, 0), 'no FIN');
        same([true, []], $push('t', WEBSOCKET_OPCODE_CONTINUATION, true), 'FIN as a bool');
        $object = new Swoole\WebSocket\Frame();
        $object->data = 'object';
        same([true, []], $push($object, WEBSOCKET_OPCODE_BINARY), 'a frame wins over the arguments');
        $object->finish = false;
        same([true, []], $push($object), 'finish wins over the flags');
        same([true, []], $push('', WEBSOCKET_OPCODE_CONTINUATION), 'an empty payload');
        same([true, []], with_warnings(fn () => $server->ping($fd, '?')), 'ping()');
        $warning = 'Warning: Swoole\WebSocket\Server::push(): ';
        same([false, ["{$warning}the maximum value of opcode is 10"]], $push('x', 11), 'opcode 11');
        same([false, ["{$warning}the maximum value of opcode is 10"]], $push('x', -1), 'opcode -1');
        same([false, ["{$warning}websocket control frame payload must not exceed 125 bytes"]], $push(str_repeat('x', 126), 9), 'a long ping');
        same([false, ["{$warning}session#12345 does not exists"]], with_warnings(fn () => $server->push(12345, 'x')), 'no session');
        same('Error(0): Object of class stdClass could not be converted to string', thrown_by(fn () => $server->push($fd, new stdClass())), 'an object');
        $server->push($fd, str_repeat('0123456789', 10_000));
    }]);
    $client = WebSocket::connect($t)->say('go');
    foreach ([[0x81, 'text'], [0x82, 'binary'], [0x01, 'par'], [0x80, 't'], [0x81, 'object'], [0x01, 'object'], [0x80, ''], [0x89, '?']] as [$first, $payload]) {
        same($payload, $client->hear()[1] ?? null, 'payload');
        same($first, $client->first, "first byte of $payload");
    }
    check($client->hear() === [1, str_repeat('0123456789', 10_000)], 'a long message');
});
?>
--EXPECT--
BASE done
PROCESS done
