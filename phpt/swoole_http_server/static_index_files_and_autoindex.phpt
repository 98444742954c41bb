--TEST--
index files and lists of directories
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

    file_put_contents("$root/dir/<b>&.txt", '');
    $t = $serve(['http_index_files' => ['none.html', 'index.html'], 'http_autoindex' => true]);
    same(['index', 'index'], [Http::get($t, '/dir/')->body, Http::get($t, '/dir')->body], 'index');
    $list = Http::get($t, '/')->body;
    foreach (['page.html', 'dir/', 'href="/a%20b.txt"'] as $entry) {
        check(str_contains($list, $entry), "$entry in $list");
    }
    foreach (['link', 'up', 'fifo', 'secret'] as $entry) {
        check(!str_contains($list, $entry), "$entry not in $list");
    }
    $t = $serve(['http_autoindex' => true]);
    $list = Http::get($t, '/dir')->body;
    check(str_contains($list, '&lt;b&gt;&amp;.txt</a>') && str_contains($list, 'href="/dir/%3Cb%3E%26.txt"') && str_contains($list, 'href="/dir/sub/"'), $list);
});
?>
--EXPECT--
BASE done
PROCESS done
