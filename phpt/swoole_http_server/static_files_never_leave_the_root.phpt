--TEST--
no path leads out of document_root: dots, encoded dots, NUL, links, FIFOs; links that stay within are followed
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
    symlink("$root/page.html", "$root/absolute.html");
    symlink('dir', "$root/near");
    posix_mkfifo("$root/fifo", 0600);
    $serve = fn (array $settings = []) => Http::server($mode, fn ($request, $response) => $response->end('script'),
        $settings + ['enable_static_handler' => true, 'document_root' => $root]);

    $t = $serve(['static_handler_locations' => ['/']]);
    foreach (["/../secret-$mode", "/%2e%2e/secret-$mode", "/dir/..%2f..%2fsecret-$mode", "/dir/../../secret-$mode", "/../root-$mode/page.html", '/link', "/up/secret-$mode", '/page.html%00', '//etc/passwd',
        '/%2fetc/passwd', '/fifo', '/' . str_repeat('a', 5000), '/dir/../page.html/../../../etc/passwd'] as $path) {
        $answer = Http::get($t, $path);
        same([404, ''], [$answer->status, $answer->body], substr($path, 0, 60));
    }
    same('page', Http::get($t, '/dir/../page.html')->body, 'dots within');
    same(['page', 'index'], [Http::get($t, '/absolute.html')->body, Http::get($t, '/near/index.html')->body], 'links that stay within');
});
?>
--EXPECT--
BASE done
PROCESS done
