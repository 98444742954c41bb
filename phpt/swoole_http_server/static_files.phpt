--TEST--
files beneath document_root are served without the script
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $root = Scratch::path("root-$mode");
    mkdir("$root/dir/sub", 0777, true);
    file_put_contents("$root/page.html", 'page');
    file_put_contents("$root/dir/index.html", 'index');
    file_put_contents("$root/a b.txt", 'space');
    file_put_contents("$root/large.bin", $large = random_bytes(200_000));
    file_put_contents(Scratch::path("secret-$mode"), 'secret');
    symlink(Scratch::path("secret-$mode"), "$root/link");
    symlink('..', "$root/up");
    posix_mkfifo("$root/fifo", 0600);
    $serve = fn (array $settings = []) => Http::server($mode, fn ($request, $response) => $response->end('script'),
        $settings + ['enable_static_handler' => true, 'document_root' => $root]);

    $t = $serve();
    $client = $t->connect();
    $get = fn (string $target, array $fields = []) => Http::exchange($client, Http::request('GET', $target, $fields));
    $page = $get('/page.html?x=1');
    same(['page', 'text/html', '4', 'bytes'], [$page->body, $page->field('Content-Type'), $page->field('Content-Length'), $page->field('Accept-Ranges')], 'page');
    same(gmdate('D, d M Y H:i:s', filemtime("$root/page.html")) . ' GMT', $page->field('Last-Modified'), 'Last-Modified');
    check($get('/large.bin')->body === $large, 'large file');
    same('space', $get('/a%20b.txt')->body, 'decoded');
    same('200000', Http::exchange($client, Http::request('HEAD', '/large.bin'), true)->field('Content-Length'), 'HEAD');
    same('script', Http::exchange($client, Http::request('POST', '/page.html', [], 'x'))->body, 'POST is the script\'s');
    same(['script', 'script', 'script'], [$get('/none')->body, $get('/dir/')->body, $get('/page.html/')->body], 'what is no file is the script\'s');
    $last = $get('/page.html', ['Connection' => 'close']);
    same(['page', 'close'], [$last->body, $last->field('Connection')], 'with the end of the connection');
    check($client->isClosed(), 'closed');
});
?>
--EXPECT--
BASE done
PROCESS done
