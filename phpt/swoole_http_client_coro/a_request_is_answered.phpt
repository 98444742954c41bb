--TEST--
requests to a server of ours, kept on one connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->header('X-Method', $request->getMethod());
        $response->status(201);
        $response->end($request->server['request_uri'] . '?' . ($request->server['query_string'] ?? '') . $request->rawContent());
    });
    Co\run(function () use ($t) {
        $client = new Client('127.0.0.1', $t->port);
        $client->set(['timeout' => PATIENCE]);
        same([0, null, '', false], [$client->statusCode, $client->headers, $client->body, $client->getHeaderOut()], 'before');
        same(true, $client->get('/path?a=b'), 'get');
        same([201, '/path?a=b', 'GET', true], [$client->statusCode, $client->body, $client->headers['x-method'], $client->connected], 'answer');
        same([201, '/path?a=b', $client->headers, null], [$client->getStatusCode(), $client->getBody(), $client->getHeaders(), $client->getCookies()], 'getters');
        $port = $client->getsockname()['port'];
        same(true, $client->post('/', 'data'), 'post');
        same(['/?data', 'POST', $port], [$client->body, $client->headers['x-method'], $client->getsockname()['port']], 'the same connection');
        same(['address' => '127.0.0.1', 'port' => $t->port], $client->getpeername(), 'peer');
        $client->setMethod('DELETE');
        same([true, 'DELETE'], [$client->execute('/'), $client->headers['x-method']], 'execute');
        same([true, false, false, null], [$client->close(), $client->close(), $client->connected, $client->socket], 'close');
        same([true, 201], [$client->get('/'), $client->statusCode], 'after close');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
