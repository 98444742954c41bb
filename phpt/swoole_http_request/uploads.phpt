--TEST--
files: uploads in private files that are gone after the request; post: the other fields
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $files = $request->files;
        $path = $files['one']['tmp_name'];
        $seen = [$request->post, $files, md5_file($path), fileperms($path) & 0777, is_uploaded_file($path), count($request->tmpfiles)];
        $response->end(json_encode($seen));
    });
    $part = fn (string $disposition, string $data, string $more = '') => "--XX\r\nContent-Disposition: form-data; $disposition\r\n$more\r\n$data\r\n";
    $data = "\xff\r\n--X\0";
    $body = $part('name="a[b]"', '1') . $part('name="one"; filename="C:\dir\photo \"x\".jpg"', $data, "Content-Type: image/jpeg\r\n")
        . $part('name="list[]"; filename="empty"', '') . $part('name="none"; filename=""', '', "Content-Type: application/octet-stream\r\n") . "--XX--\r\n";
    $type = ['Content-Type' => 'multipart/form-data; boundary=XX'];
    [$post, $files, $md5, $bits, $is_upload, $count] = json_decode(Http::ask($t, 'POST', '/', $type, $body)->body, true);
    same(['a' => ['b' => '1']], $post, 'post');
    same(['photo "x".jpg', 'image/jpeg', 0, strlen($data)], [$files['one']['name'], $files['one']['type'], $files['one']['error'], $files['one']['size']], 'one');
    same(md5($data), $md5, 'content');
    same([0600, true, 2], [$bits, $is_upload, $count], 'private, an upload, two of them');
    same('empty', $files['list'][0]['name'], 'in a list');
    same(['name' => '', 'type' => '', 'tmp_name' => '', 'error' => UPLOAD_ERR_NO_FILE, 'size' => 0], $files['none'], 'none');
    wait_until(fn () => !file_exists($files['one']['tmp_name']) && !file_exists($files['list'][0]['tmp_name']), 'the files to be gone');
});
?>
--EXPECT--
BASE done
PROCESS done
