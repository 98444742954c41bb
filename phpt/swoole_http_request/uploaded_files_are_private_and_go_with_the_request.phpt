--TEST--
an uploaded file is in files, readable by its owner only, and removed when the request has ended
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $file = $request->files['doc'];
        $response->end(json_encode([$file['name'], $file['size'], $file['error'], file_get_contents($file['tmp_name']), fileperms($file['tmp_name']) & 0777,
            $request->post, $file['tmp_name']]));
    });
    $body = "--b\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\nvalue\r\n"
        . "--b\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\ncontent\r\n--b--\r\n";
    $answer = Http::ask($t, 'POST', '/', ['Content-Type' => 'multipart/form-data; boundary=b'], $body);
    $seen = json_decode($answer->body, true);
    $path = array_pop($seen);
    same(['a.txt', 7, 0, 'content', 0600, ['field' => 'value']], $seen, 'upload');
    wait_until(fn () => !file_exists($path), 'the file to go');
});
?>
--EXPECT--
BASE done
PROCESS done
