--TEST--
bodies of a few megabytes arrive whole both ways
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->header('X-Md5', md5($request->getContent()));
        $response->end(strrev($request->getContent()));
    }, ['package_max_length' => 8 << 20, 'http_compression' => false]);
    $body = str_repeat(random_bytes(1 << 16), 48);
    $answer = Http::ask($t, 'POST', '/', [], $body);
    same(md5($body), $answer->field('X-Md5'), 'upload');
    check($answer->body === strrev($body), 'download');
});
?>
--EXPECT--
BASE done
PROCESS done
