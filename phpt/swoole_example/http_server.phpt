--TEST--
examples/http_server.php: pages, files, a form with an upload, a cookie and a redirect, a stream, in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    $example = example('http_server', '0', $mode);
    $client = client_of(fn () => TestClient::tcp(port_of($example)));
    $ask = fn (string $method, string $target, array $fields = [], string $body = '') => Http::exchange($client, Http::request($method, $target, $fields, $body));
    check(str_contains($ask('GET', '/')->body, '<h1>Hello nobody</h1>'), 'page');
    same('text/css', $ask('GET', '/files/style.css')->field('Content-Type'), 'file');
    $login = $ask('GET', '/login?name=a%20b');
    same([302, '/', 'name=a+b; path=/; HttpOnly'], [$login->status, $login->field('Location'), $login->field('Set-Cookie')], 'login');
    check(str_contains($ask('GET', '/', ['Cookie' => 'name=a%20b'])->body, '<h1>Hello a b</h1>'), 'cookie');
    $form = "--X\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nme\r\n--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\n\r\ndata\r\n--X--";
    same("me sent f.txt, 4 bytes\n", $ask('POST', '/upload', ['Content-Type' => 'multipart/form-data; boundary=X'], $form)->body, 'upload');
    same("1\n2\n3\n4\n5\n", $ask('GET', '/count')->body, 'stream');
    same(404, $ask('GET', '/none')->status, 'none');
    $client->close();
    interrupt($example);
});
?>
--EXPECT--
base done
process done
