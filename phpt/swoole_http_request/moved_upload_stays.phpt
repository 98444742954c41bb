--TEST--
an upload that the script has moved stays; one over upload_max_filesize is refused
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $to = Scratch::path("moved-$mode");
    $t = Http::server($mode, fn ($request, $response) => $response->end(json_encode([
        $request->files['f']['error'], $request->files['f']['error'] === 0 && move_uploaded_file($request->files['f']['tmp_name'], $request->get['to'])])),
        ['upload_max_filesize' => 100, 'upload_tmp_dir' => Scratch::path('')]);
    $send = fn (string $data) => Http::ask($t, 'POST', '/?to=' . urlencode($to), ['Content-Type' => 'multipart/form-data; boundary=XX'],
        "--XX\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n$data\r\n--XX--")->body;
    same('[0,true]', $send('data'), 'moved');
    same('data', file_get_contents($to), 'content');
    same('[1,false]', $send(str_repeat('x', 101)), 'too large');
});
?>
--EXPECT--
BASE done
PROCESS done
