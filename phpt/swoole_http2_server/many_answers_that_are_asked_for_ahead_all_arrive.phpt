--TEST--
many answers that are asked for before any is received all arrive, whatever they are made of and whichever window they wait for
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $content = random_bytes(23_000);
    $file = Scratch::file('a.bin', $content);
    $t = Http2::server($mode, function ($request, $response) use ($file, $content) {
        $request->server['path_info'] === '/sent' ? $response->sendfile($file) : $response->end($content);
    }, ['enable_static_handler' => true, 'document_root' => dirname($file), 'socket_buffer_size' => 200_000]);
    foreach (['/sent', '/written', '/a.bin'] as $path) {
        Http2::run($t, function ($client) use ($path, $content) {
            for ($i = 0; $i < 128; $i++) {
                check($client->send(Http2::request($path)) > 0, "send to $path: $client->errMsg");
            }
            for ($i = 0; $i < 128; $i++) {
                $response = $client->recv();
                check($response && $response->data === $content, "answer $i of $path: $client->errMsg");
            }
        });
    }
});
?>
--EXPECT--
BASE done
PROCESS done
