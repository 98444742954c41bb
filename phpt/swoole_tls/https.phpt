--TEST--
HTTP over TLS: keep-alive, pipelining, uploads, files and streams in both modes; Coroutine\Http\Client, also through a proxy's tunnel
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$ca = Tls::authority();
$files = $ca->certificate('localhost');
$path = Scratch::file('page.html', str_repeat('page', 200_000));
both_modes(function (int $mode) use ($ca, $files, $path) {
    $t = TestServer::start(function (TestServer $t) use ($mode, $files, $path) {
        $server = new Swoole\Http\Server('127.0.0.1', 0, $mode, SWOOLE_SOCK_TCP | SWOOLE_SSL);
        $server->set($files + ['worker_num' => 1, 'log_file' => $t->log, 'enable_static_handler' => true, 'document_root' => dirname($path), 'package_max_length' => 4 << 20]);
        $server->on('request', function ($request, $response) use ($path) {
            switch ($request->server['request_uri']) {
                case '/length':
                    return $response->end((string) strlen($request->rawContent()));
                case '/file':
                    return $response->sendfile($path);
                case '/stream':
                    for ($part = 0; $part < 100; $part++) {
                        $response->write(str_repeat("$part", 1000));
                    }
                    return $response->end();
                default:
                    $response->end('hello ' . $request->server['request_uri']);
            }
        });
        return $server;
    });
    $stream = Tls::connect($t->port, ['cafile' => $ca->file, 'peer_name' => 'localhost', 'alpn_protocols' => 'http/1.1']);
    same('http/1.1', stream_get_meta_data($stream)['crypto']['alpn_protocol'] ?? null, 'ALPN');
    fwrite($stream, Http::request('GET', '/one') . Http::request('GET', '/two', ['Connection' => 'close']));
    $answers = Tls::read($stream);
    check(strpos($answers, 'hello /one') < strpos($answers, 'hello /two'), 'pipelined');

    Co\run(function () use ($t, $ca, $path) {
        $client = new Swoole\Coroutine\Http\Client('127.0.0.1', $t->port, true);
        $client->set(['ssl_verify_peer' => true, 'ssl_cafile' => $ca->file, 'ssl_host_name' => 'localhost']);
        same(true, $client->get('/kept'), 'get');
        same('hello /kept', $client->body, 'body');
        same(true, $client->post('/length', str_repeat('x', 3_000_000)), 'post');
        same('3000000', $client->body, 'length');
        foreach (['/file', '/page.html'] as $target) {
            $client->get($target);
            same(file_get_contents($path), $client->body, $target);
        }
        $client->get('/stream');
        same(implode('', array_map(fn ($part) => str_repeat("$part", 1000), range(0, 99))), $client->body, 'stream');
        check(str_starts_with($client->getPeerCert(), '-----BEGIN CERTIFICATE-----'), 'certificate');
    });
    $proxy = Peer::httpProxy();
    Co\run(function () use ($t, $proxy) {
        $client = new Swoole\Coroutine\Http\Client('127.0.0.1', $t->port, true);
        $client->set(['http_proxy_host' => '127.0.0.1', 'http_proxy_port' => $proxy->port]);
        same(true, $client->get('/tunnel'), 'by a proxy');
        same('hello /tunnel', $client->body, 'body by a proxy');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
