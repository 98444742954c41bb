--TEST--
status, fields, cookies and bodies of answers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, function ($request, $response) {
        switch ($request->server['path_info']) {
            case '/status':
                $response->status(404);
                $response->header('X-Several', ['a', 'b']);
                $response->header('Connection', 'close');
                $response->header('Transfer-Encoding', 'chunked');
                $response->cookie('c', 'd e');
                return $response->end('none');
            case '/redirect':
                return $response->redirect('/there', 301);
            case '/empty':
                $response->status(204);
                return $response->end();
            case '/forgotten':
                return null;
            default:
                return $response->end(str_repeat('hello ', 1000));
        }
    });
    Http2::run($t, function ($client) {
        $response = Http2::get($client, '/status');
        same([404, 'none', ['a', 'b'], '4', false, false, ['c' => 'd e']], [
            $response->statusCode, $response->data, $response->headers['x-several'], $response->headers['content-length'],
            isset($response->headers['connection']), isset($response->headers['transfer-encoding']), $response->cookies,
        ], 'fields, without those that speak of the connection');
        $response = Http2::get($client, '/redirect');
        same([301, '/there'], [$response->statusCode, $response->headers['location']], 'redirect');
        $response = Http2::get($client, '/empty');
        same([204, null, false], [$response->statusCode, $response->data, isset($response->headers['content-length'])], 'no body');
        same(500, Http2::get($client, '/forgotten')->statusCode, 'forgotten');
        $response = Http2::get($client, '/long', 'GET', '', ['accept-encoding' => 'gzip']);
        same(['gzip', str_repeat('hello ', 1000)], [$response->headers['content-encoding'], $response->data], 'compressed');
        check($response->headers['content-length'] < 1000, 'shorter');
        $response = Http2::get($client, '/long', 'HEAD');
        same([200, '6000', null], [$response->statusCode, $response->headers['content-length'], $response->data], 'HEAD');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
