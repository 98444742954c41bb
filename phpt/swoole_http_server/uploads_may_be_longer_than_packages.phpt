--TEST--
upload_max_filesize lets forms with files be longer than package_max_length, and nothing else; a longer form is answered 413 before it has come
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end(md5_file($request->files['file']['tmp_name'])),
        ['package_max_length' => 64 * 1024, 'upload_max_filesize' => 1024 * 1024]);
    $form = fn (string $content) => "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n$content\r\n--b--\r\n";
    $content = random_bytes(1024 * 1024);
    $type = ['Content-Type' => 'multipart/form-data; boundary=b'];
    same(md5($content), Http::ask($t, 'POST', '/', $type, $form($content))->body, 'form');
    $head = fn (array $fields, int $length) => Http::exchange($t->connect(), Http::request('POST', '/', $fields + ['Content-Length' => $length]))->status;
    same(413, $head($type, 1024 * 1024 + 65 * 1024), 'a longer form');
    same(413, $head(['Content-Type' => 'text/plain'], 65 * 1024), 'another body');
});
?>
--EXPECT--
BASE done
PROCESS done
