--TEST--
forms, pipelined requests and large bodies are sent
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, fn ($request, $response) => $response->end($request->getMethod() . ' ' . ($request->header['content-type'] ?? '') . ' ' . strlen($request->getContent()) . ' ' . md5($request->getContent())));
    Http2::run($t, function ($client) {
        same('POST application/x-www-form-urlencoded 9 ' . md5('a=1+2&b=3'), Http2::get($client, '/', 'POST', ['a' => '1 2', 'b' => '3'])->data, 'a form');
        $stream = $client->send(Http2::request('/', 'PUT', 'one', [], ['pipeline' => true]));
        same([true, true, true], [$client->isStreamExist($stream), $client->write($stream, 'two'), $client->write($stream, ['k' => 'v'], true)], 'write');
        same('PUT  9 ' . md5('onetwok=v'), $client->recv()->data, 'pieces');
        same([false, SOCKET_EINVAL, "unable to found active pipeline stream#$stream"], [$client->write($stream, 'more'), $client->errCode, $client->errMsg], 'behind the end');
        $body = random_bytes(1_500_000);
        same('POST  1500000 ' . md5($body), Http2::get($client, '/', 'POST', $body)->data, 'more than any window');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
