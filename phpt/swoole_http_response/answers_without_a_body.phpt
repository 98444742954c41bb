--TEST--
204, 304 and HEAD have no body, whatever the script gives, and the connection goes on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->status((int) ($request->get['s'] ?? 200));
        if (isset($request->get['empty'])) {
            $request->get['empty'] === '' || $response->header('Content-Length', $request->get['empty']);
            return $response->end();
        }
        if (isset($request->get['write'])) {
            $response->write('abc');
            return $response->end('def');
        }
        $response->end('body');
    });
    $client = $t->connect();
    foreach (['204', '304'] as $status) {
        $answer = Http::exchange($client, Http::request('GET', "/?s=$status"));
        same([(int) $status, null, null], [$answer->status, $answer->field('Content-Length'), $answer->field('Transfer-Encoding')], $status);
        Http::exchange($client, Http::request('GET', "/?s=$status&write=1"));
    }
    same('4', Http::exchange($client, Http::request('HEAD', '/'), true)->field('Content-Length'), 'HEAD');
    same(null, Http::exchange($client, Http::request('HEAD', '/?empty='), true)->field('Content-Length'), 'HEAD without a body that could be counted');
    same('12345', Http::exchange($client, Http::request('HEAD', '/?empty=12345'), true)->field('Content-Length'), 'HEAD with a length that the script knows');
    same('0', Http::exchange($client, Http::request('GET', '/?empty='))->field('Content-Length'), 'GET');
    same('chunked', Http::exchange($client, Http::request('HEAD', '/?write=1'), true)->field('Transfer-Encoding'), 'HEAD of a stream');
    same('body', Http::exchange($client, Http::request('GET', '/'))->body, 'afterwards');
});
?>
--EXPECT--
BASE done
PROCESS done
