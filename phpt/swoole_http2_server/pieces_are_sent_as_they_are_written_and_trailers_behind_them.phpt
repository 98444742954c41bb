--TEST--
write() sends pieces at once, and trailers come behind the body of any answer
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, function ($request, $response) {
        $response->header('Trailer', 'x-sum');
        $response->trailer('X-Sum', '7');
        if ($request->server['path_info'] === '/whole') {
            return $response->end('whole');
        }
        foreach (['one', 'two'] as $piece) {
            $response->write($piece);
            Co::sleep(0.02);
        }
        return $response->end($request->server['path_info'] === '/end' ? 'end' : null);
    });
    Http2::run($t, function ($client) {
        foreach (['/end' => 'onetwoend', '/' => 'onetwo', '/whole' => 'whole'] as $path => $body) {
            $response = Http2::get($client, $path);
            same([200, $body, '7'], [$response->statusCode, $response->data, $response->headers['x-sum']], $path);
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
