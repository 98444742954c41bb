--TEST--
HTTP/2: bodies, pieces, files and trailers, while windows and sockets are full
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;

$content = random_bytes(3_000_000);
$file = Scratch::file('a.bin', $content);
$written = 0;
CoHttp::run([
    '/echo' => fn ($request, $response) => $response->end($request->getContent()),
    '/whole' => fn ($request, $response) => $response->sendfile($file),
    '/part' => fn ($request, $response) => $response->sendfile($file, 1000, 300_000),
    '/missing' => fn ($request, $response) => $response->end(json_encode(@$response->sendfile("$file.missing"))),
    '/pieces' => function ($request, $response) {
        $response->header('Trailer', 'x-sum');
        $response->trailer('X-Sum', '7');
        $response->write('one');
        Coroutine::sleep(0.01);
        $response->write('two');
        $response->end('three');
    },
    '/endless' => function ($request, $response) use (&$written) {
        while ($response->write(str_repeat('x', 100_000))) {
            $written++;
        }
    },
], function (CoHttp $t) use ($content, &$written) {
    $client = Http2::client($t->server->port);
    $sent = [];
    foreach (['/echo' => $content, '/whole' => '', '/part' => ''] as $path => $body) {
        $sent[$client->send(Http2::request($path, 'POST', $body))] = $path;
    }
    $expected = ['/echo' => $content, '/whole' => $content, '/part' => substr($content, 1000, 300_000)];
    while ($sent) {
        $answer = $client->recv();
        check($answer->data === $expected[$sent[$answer->streamId]], $sent[$answer->streamId]);
        unset($sent[$answer->streamId]);
    }
    $answer = Http2::get($client, '/a.bin');
    check($answer->data === $content, 'a file that is served without the script');
    same(304, Http2::get($client, '/a.bin', 'GET', '', ['if-modified-since' => $answer->headers['last-modified']])->statusCode, 'not modified');
    same('false', Http2::get($client, '/missing')->data, 'no file');
    $answer = Http2::get($client, '/pieces');
    same(['onetwothree', '7'], [$answer->data, $answer->headers['x-sum']], 'pieces');

    // Whoever writes waits while the client takes nothing, and others do not. That the client has gone ends it.
    $raw = Http2::raw($t);
    $raw->frame(Http2::HEADERS, Http2::END_STREAM | Http2::END_HEADERS, 1, "\x82\x86\x44\x08/endless\x41\x01a");
    $raw->until(Http2::DATA);
    for ($before = -1; $before !== $written; ) {
        $before = $written;
        Coroutine::sleep(0.05);
    }
    check($written > 0 && $written < 100, "$written pieces wait");
    same(strlen('after'), strlen(Http2::get($client, '/echo', 'POST', 'after')->data), 'another client meanwhile');
    $raw->close();
    $client->close();
}, ['enable_static_handler' => true, 'document_root' => dirname($file), 'package_max_length' => 8 << 20]);
echo "done\n";
?>
--EXPECT--
done
