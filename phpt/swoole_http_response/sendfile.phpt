--TEST--
sendfile(): a file or a part of it; what cannot be sent is false with a warning, and the answer is still open
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $file = Scratch::path("file-$mode");
    file_put_contents($file, $content = random_bytes(300_000));
    $t = Http::server($mode, function ($request, $response) use ($file) {
        [, $seen] = with_warnings(function () use ($response, $file) {
            same(false, $response->sendfile("$file.none"), 'none');
            same(false, $response->sendfile(dirname($file)), 'directory');
            same(false, $response->sendfile($file, -1), 'negative');
            same(false, $response->sendfile($file, 0, 300_001), 'too long');
            same(false, $response->sendfile($file, 300_001), 'behind the end');
            same(false, $response->sendfile("$file\0"), 'NUL');
        });
        same(6, count($seen), 'warnings');
        if (isset($request->get['type'])) {
            $request->get['type'] === '' || $response->header('Content-Type', $request->get['type']);
            return $response->sendfile("$file.svg");
        }
        $response->sendfile($file, ...array_map('intval', explode(',', $request->get['r'])));
        same(false, $response->isWritable(), 'writable afterwards');
    });
    $client = $t->connect();
    foreach (['0' => $content, '10,20' => substr($content, 10, 20), '299990' => substr($content, 299_990), '300000' => ''] as $range => $expected) {
        $answer = Http::exchange($client, Http::request('GET', "/?r=$range"));
        same('application/octet-stream', $answer->field('Content-Type'), 'type');
        check($answer->body === $expected, "range $range");
    }
    file_put_contents("$file.svg", '<svg/>');
    same('image/svg+xml', Http::exchange($client, Http::request('GET', '/?type='))->field('Content-Type'), 'the type that the name says');
    same('text/x', Http::exchange($client, Http::request('GET', '/?type=text/x'))->field('Content-Type'), 'the type that the script says');
    same('300000', Http::exchange($client, Http::request('HEAD', '/?r=0'), true)->field('Content-Length'), 'HEAD');
    check(Http::exchange($client, str_replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", Http::request('GET', '/?r=0')))->body === $content, 'with the end of the connection');
    check($client->isClosed(), 'closed');
});
?>
--EXPECT--
BASE done
PROCESS done
