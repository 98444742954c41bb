--TEST--
fragments are one message, control frames between them are answered at once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = WebSocket::server($mode, ['message' => fn ($server, $frame) => $server->push($frame->fd, "$frame->opcode:$frame->finish:$frame->data", $frame->opcode)]);
    $client = WebSocket::connect($t);
    $client->say('wh', 1, false)->say('are you there?', 9);
    same([10, 'are you there?'], $client->hear(), 'pong between fragments');
    $client->say('', 0, false)->say('ole', 0);
    same([1, '1:1:whole'], $client->hear(), 'the message');
    // A character may be cut in two.
    $client->say(substr('é', 0, 1), 1, false);
    same([1, '1:1:é'], $client->say(substr('é', 1), 0)->hear(), 'a character in two frames');
    $big = random_bytes(300_000);
    foreach (str_split($big, 70_000) as $number => $piece) {
        $client->say($piece, $number === 0 ? 2 : 0, $number === 4);
    }
    [, $data] = $client->hear();
    check($data === "2:1:$big", 'a large message in fragments');
});
?>
--EXPECT--
BASE done
PROCESS done
