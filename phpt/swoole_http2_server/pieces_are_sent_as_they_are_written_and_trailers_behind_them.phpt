--TEST--
write() sends pieces at once, and trailers come behind the body of any answer
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    [$file, $empty] = [Scratch::file('file', str_repeat('f', 100_000)), Scratch::file('empty', '')];
    $t = Http2::server($mode, function ($request, $response) use ($file, $empty) {
        $response->header('Trailer', 'x-sum');
        $response->trailer('X-Sum', '7');
        if ($request->server['path_info'] === '/whole') {
            return $response->end('whole');
        }
        if ($request->server['path_info'] === '/file') {
            $response->header('Connection', 'close');
            return $response->sendfile($file);
        }
        if ($request->server['path_info'] === '/empty') {
            return $response->sendfile($empty);
        }
        foreach (['one', 'two'] as $piece) {
            $response->write($piece);
            Co::sleep(0.02);
        }
        return $response->end($request->server['path_info'] === '/end' ? 'end' : null);
    });
    Http2::run($t, function ($client) {
        foreach (['/end' => 'onetwoend', '/' => 'onetwo', '/whole' => 'whole', '/file' => str_repeat('f', 100_000), '/empty' => ''] as $path => $body) {
            $response = Http2::get($client, $path);
            same([200, $body, '7'], [$response->statusCode, (string) $response->data, $response->headers['x-sum']], $path);
        }
        $client->send(Http2::request('/end'));
        for ($pieces = []; ($piece = $client->read())->pipeline; ) {
            $pieces[] = [$piece->statusCode, $piece->data];
        }
        same([[200, 'one'], [0, 'two'], [0, 'end']], $pieces, 'pieces');
        same(['x-sum' => '7'], $piece->headers, 'trailers');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
