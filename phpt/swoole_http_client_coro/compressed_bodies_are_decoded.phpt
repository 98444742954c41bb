--TEST--
bodies come decompressed unless that is switched off; what is mislabelled is left as it is, what is broken fails
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
$t = Http::server(SWOOLE_BASE, fn ($request, $response) => $response->end(str_repeat('compress me ', 1000)));
swoole_async_set(['log_level' => SWOOLE_LOG_NONE]);
Co\run(function () use ($t) {
    $text = str_repeat('compress me ', 1000);
    $coded = fn (string $coding, string $body) => HttpPeer::ok($body, "Content-Encoding: $coding\r\n");
    $zipped = gzencode($text);
    $client = new Client('127.0.0.1', HttpPeer::answering(
        $coded('gzip', $zipped), $coded('deflate', gzcompress($text)), $coded('deflate', gzdeflate($text)), $coded('x-unknown', 'as it is'),
        $coded('gzip', 'not zipped at all'), $coded('gzip', ''), $coded('gzip', $zipped), $coded('gzip', substr($zipped, 0, -6)),
    )->port);
    $client->set(['timeout' => PATIENCE]);
    $got = fn () => [$client->get('/'), $client->body === $text ? 'text' : $client->body];
    same([true, 'text'], $got(), 'gzip');
    same('gzip', $client->headers['content-encoding'], 'header');
    same([true, 'text'], $got(), 'deflate');
    same([true, 'text'], $got(), 'bare deflate');
    same([true, 'as it is'], $got(), 'unknown');
    same([true, 'not zipped at all'], $got(), 'mislabelled');
    same([true, ''], $got(), 'empty');
    $client->set(['body_decompression' => false]);
    same([true, $zipped], $got(), 'left alone');
    $client->set(['body_decompression' => true]);
    same([false, SWOOLE_HTTP_CLIENT_ESTATUS_SERVER_RESET, SWOOLE_ERROR_HTTP_INVALID_PROTOCOL], [$client->get('/'), $client->statusCode, $client->errCode], 'cut off');
    $client = new Client('127.0.0.1', $t->port);
    $client->set(['timeout' => PATIENCE]);
    $got = fn () => [$client->get('/'), $client->body === $text ? 'text' : $client->errMsg];
    foreach (['gzip', 'deflate', 'br', 'zstd'] as $coding) {
        $client->setHeaders(['Accept-Encoding' => $coding]);
        same([true, 'text', $coding], [...$got(), $client->headers['content-encoding'] ?? null], $coding);
    }
    $client->setHeaders([]);
    $client->set(['http_compression' => false]);
    same([true, 'text', null], [...$got(), $client->headers['content-encoding'] ?? null], 'not asked for');
});
echo "done\n";
?>
--EXPECT--
done
