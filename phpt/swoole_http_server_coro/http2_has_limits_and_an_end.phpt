--TEST--
HTTP/2: what a client must not do ends its connection, what takes too long is refused, and shutdown() lets requests end
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Channel;

$settings = ['http_body_timeout' => 0.2, 'http_keepalive_timeout' => 0.3, 'package_max_length' => 100_000, 'http2_max_concurrent_streams' => 2];
$gate = new Channel(1);
$handlers = [
    '/' => fn ($request, $response) => $response->end('quick'),
    '/slow' => fn ($request, $response) => $response->end($gate->pop()),
    '/ping' => fn ($request, $response) => $response->end(json_encode([$response->ping(), $response->goaway(3, 'so')])),
    '/close' => fn ($request, $response) => [$response->write('begun'), $response->close()],
];
CoHttp::run($handlers, function (CoHttp $t) use ($gate) {
    $client = Http2::client($t->server->port);
    same(413, Http2::get($client, '/', 'POST', str_repeat('x', 100_001))->statusCode, 'too long');
    same(200, Http2::get($client, '/', 'POST', str_repeat('x', 90_000))->statusCode, 'long');
    $client->close();

    // A body that does not come; then nothing for too long.
    $raw = Http2::raw($t)->frame(Http2::HEADERS, Http2::END_HEADERS, 1, Http2::POST);
    same(1, $raw->until(Http2::HEADERS)[2], 'slow');
    same([Http2::GOAWAY, 0], array_slice($raw->until(Http2::GOAWAY), 0, 2), 'idle');
    same(null, $raw->next(), 'the end');

    foreach ([
        'a frame for no stream' => [Http2::bytes(Http2::DATA, 0, 5, 'x'), 1],
        'a ping of another length' => [Http2::bytes(Http2::PING, 0, 0, 'x'), 6],
        'a head that cannot be read' => [Http2::bytes(Http2::HEADERS, 5, 1, "\xff\xff\xff\xff\xff\xff"), 9],
    ] as $what => [$bytes, $code]) {
        $raw = Http2::raw($t)->send($bytes);
        $last = $raw->until(Http2::GOAWAY);
        same($code, unpack('N', substr($last[3], 4))[1], $what);
        same(null, $raw->next(), "$what: the end");
    }

    // More requests at a time than are taken.
    $client = Http2::client($t->server->port);
    $raw = Http2::raw($t);
    $slow = "\x82\x86\x44\x05/slow\x41\x01a";
    foreach ([1, 3, 5] as $stream) {
        $raw->frame(Http2::HEADERS, Http2::END_STREAM | Http2::END_HEADERS, $stream, $slow);
    }
    same([5, 7], [($reset = $raw->until(Http2::RST_STREAM))[2], unpack('N', $reset[3])[1]], 'a third');
    // Whoever says nothing more is answered all the same.
    $gate->push('a');
    $gate->push('b');
    same(1, $raw->until(Http2::DATA)[2], 'first');
    same(3, $raw->until(Http2::DATA)[2], 'second');
    $raw->close();

    same([true, true], json_decode(Http2::get($client, '/ping')->data), 'ping() and goaway()');
    $client = Http2::client($t->server->port);
    $client->send(Http2::request('/close'));
    $piece = $client->read();
    same('begun', $piece->data, 'before close()');
    same(false, $client->read()->pipeline, 'the answer is broken off');
    same(false, $client->read(), 'after close()');
    $client->close();
}, $settings);

// A server that ends says so, answers what it has been asked, and waits for that.
CoHttp::run($handlers, function (CoHttp $t) use ($gate) {
    [$idle, $busy] = [Http2::raw($t), Http2::client($t->server->port)];
    $idle->until(Http2::SETTINGS, 0);
    $busy->send(Http2::request('/slow'));
    Http2::get($other = Http2::client($t->server->port), '/');
    $t->server->shutdown();
    same(Http2::GOAWAY, $idle->until(Http2::GOAWAY)[0], 'told');
    same(null, $idle->next(), 'closed');
    $gate->push('answered');
    same('answered', $busy->recv()->data, 'under way');
    same(false, $busy->recv(), 'the end');
});
echo "done\n";
?>
--EXPECT--
done
