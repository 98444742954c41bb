--TEST--
a coroutine that waits in curl_exec() or curl_multi_select() can be cancelled; its handle can be used again
--EXTENSIONS--
curl
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$handlers = ['/never' => fn ($request, $response) => Co::sleep(0.5), '/' => fn ($request, $response) => $response->end('fine')];
CoHttp::run($handlers, function (CoHttp $t) {
    $url = "http://127.0.0.1:{$t->server->port}";
    $curl = curl_init("$url/never");
    curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_PROXY => '']);
    $id = go(function () use ($curl, &$told) {
        $told = [curl_exec($curl), curl_errno($curl), swoole_last_error(), Co::isCanceled()];
    });
    Co::sleep(0.02);
    same(true, Co::cancel($id), 'cancel()');
    same([false, CURLE_ABORTED_BY_CALLBACK, SWOOLE_ERROR_CO_CANCELED, true], $told, 'curl_exec()');
    curl_setopt($curl, CURLOPT_URL, "$url/");
    same(['fine', 0], [curl_exec($curl), curl_errno($curl)], 'again');
    curl_setopt($curl, CURLOPT_URL, "$url/never");
    curl_multi_add_handle($multi = curl_multi_init(), $curl);
    for ($i = 0; $i < 5; $i++) {
        curl_multi_exec($multi, $running);
    }
    $id = go(function () use ($multi, &$told) {
        do {
            curl_multi_exec($multi, $running);
            curl_multi_select($multi, 10);
        } while ($running && !Co::isCanceled());
        $told = [$running, swoole_last_error()];
    });
    Co::sleep(0.02);
    same(true, Co::cancel($id), 'cancel()');
    same([1, SWOOLE_ERROR_CO_CANCELED], $told, 'curl_multi_select()');
    curl_multi_remove_handle($multi, $curl);
});
?>
--EXPECT--
