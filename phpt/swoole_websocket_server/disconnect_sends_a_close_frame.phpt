--TEST--
disconnect() sends a close frame and closes; nothing can be pushed behind it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, [
        'message' => function ($server, $frame) use ($t) {
            $arguments = json_decode($frame->data) ?? [];
            [$done, $warnings] = with_warnings(fn () => $server->disconnect($frame->fd, ...$arguments));
            $t->journal->note('disconnect', $done, $warnings, $server->isEstablished($frame->fd), @$server->push($frame->fd, 'still there'));
        },
        'close' => $t->noting('close'),
    ]));
    foreach (['[]' => pack('n', 1000), '[4001,"bye"]' => pack('n', 4001) . 'bye'] as $arguments => $payload) {
        $client = WebSocket::connect($t)->say($arguments);
        same([8, $payload], $client->hear(), 'close frame');
        same([], $client->hear(), 'the end');
    }
    same(-1, $t->journal->wait('close', 2)[1], 'the server closes');
    same([true, [], false, false], $t->journal->first('disconnect'), 'closed');
    $client = WebSocket::connect($t);
    $client->say('[999]')->say(json_encode([1000, str_repeat('x', 124)]));
    same([1, 'still there'], $client->hear(), 'a code that nobody may send');
    same([1, 'still there'], $client->hear(), 'a reason that is too long');
    $refused = $t->journal->wait('disconnect', 4);
    same([false, ['Warning: Swoole\WebSocket\Server::disconnect(): the max length of close reason is 123'], true, true], $refused, 'a long reason');
});
?>
--EXPECT--
BASE done
PROCESS done
