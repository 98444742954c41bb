--TEST--
over TLS HTTP/2 is agreed on by ALPN, and HTTP/1.1 with who asks for that
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $settings = Tls::selfSigned('localhost') + ['worker_num' => 1, 'open_http2_protocol' => true];
    $t = TestServer::start(function (TestServer $t) use ($mode, $settings) {
        $server = new Swoole\Http\Server('127.0.0.1', 0, $mode, SWOOLE_SOCK_TCP | SWOOLE_SSL);
        $server->set($settings + ['log_file' => $t->log]);
        $server->on('request', fn ($request, $response) => $response->end($request->server['server_protocol'] . ' ' . strlen($request->getContent())));
        return $server;
    });
    foreach (['h2,http/1.1' => 'h2', 'http/1.1' => 'http/1.1'] as $offered => $chosen) {
        $stream = Tls::connect($t->port, ['alpn_protocols' => $offered]);
        same($chosen, stream_get_meta_data($stream)['crypto']['alpn_protocol'] ?? null, "of $offered");
        fclose($stream);
    }
    Co\run(function () use ($t) {
        $client = new Swoole\Coroutine\Http2\Client('127.0.0.1', $t->port, true);
        $client->set(['timeout' => PATIENCE]);
        same(true, $client->connect(), 'connect');
        same('HTTP/2 300000', Http2::get($client, '/', 'POST', str_repeat('x', 300_000))->data, 'HTTP/2');
        $client = new Swoole\Coroutine\Http\Client('127.0.0.1', $t->port, true);
        $client->set(['timeout' => PATIENCE]);
        same([true, 'HTTP/1.1 0'], [$client->get('/'), $client->body], 'HTTP/1.1');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
