--TEST--
with $ssl connections speak TLS; who does not is let go; without a certificate it does not start
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
use Swoole\Coroutine\Http\Server;

$files = Tls::selfSigned('localhost');
Co::set(['hook_flags' => SWOOLE_HOOK_ALL, 'log_level' => SWOOLE_LOG_NONE]);
Co\run(function () use ($files) {
    $server = new Server('127.0.0.1', 0, true);
    $server->handle('/', fn ($request, $response) => $response->end("got {$request->getContent()}"));
    $server->handle('/file', fn ($request, $response) => $response->sendfile($files['ssl_cert_file']));
    check(str_contains(thrown_by(fn () => $server->start()), 'ssl_cert_file'), 'no certificate');
    $server->set($files + ['open_http2_protocol' => true]);
    same(true, $server->ssl, '$ssl');
    go(function () use ($server, $files) {
        check(!str_contains($plain = TestClient::tcp($server->port)->send(Http::request('GET', '/'))->readAll(), '200'), "plain: $plain");
        $client = new Client('127.0.0.1', $server->port, true);
        foreach ([1, 2] as $n) {
            $client->post('/', str_repeat('x', 100_000));
            same('got ' . str_repeat('x', 100_000), $client->body, "request $n");
        }
        $client->get('/file');
        same(file_get_contents($files['ssl_cert_file']), $client->body, 'a file');
        $client = new Swoole\Coroutine\Http2\Client('127.0.0.1', $server->port, true);
        $client->set(['timeout' => PATIENCE]);
        same(true, $client->connect(), 'HTTP/2');
        same('got ' . str_repeat('y', 100_000), Http2::get($client, '/', 'POST', str_repeat('y', 100_000))->data, 'by HTTP/2');
        $stream = Tls::connect($server->port, ['alpn_protocols' => 'h2,http/1.1']);
        same('h2', stream_get_meta_data($stream)['crypto']['alpn_protocol'] ?? null, 'it is agreed on');
        fclose($stream);
        $server->shutdown();
    });
    same(true, $server->start(), 'start()');
});
?>
--EXPECT--
