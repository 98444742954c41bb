--TEST--
beneath static_handler_locations there is nothing but files, elsewhere there are none
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

    $t = $serve(['static_handler_locations' => ['/dir', '/x']]);
    same('index', Http::get($t, '/dir/index.html')->body, 'file');
    same(404, Http::get($t, '/dir/none')->status, 'none');
    same(404, Http::get($t, '/dir/')->status, 'directory');
    same('script', Http::get($t, '/page.html')->body, 'elsewhere');
});
?>
--EXPECT--
BASE done
PROCESS done
