--TEST--
conditional requests and ranges of files
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
    $get = fn (array $fields) => Http::exchange($client, Http::request('GET', '/large.bin', $fields));
    $first = $get([]);
    [$date, $tag] = [$first->field('Last-Modified'), $first->field('ETag')];
    foreach ([['If-Modified-Since' => $date], ['If-None-Match' => $tag], ['If-None-Match' => '"x", ' . $tag], ['If-None-Match' => '*'],
        ['If-None-Match' => $tag, 'If-Modified-Since' => 'Thu, 01 Jan 1970 00:00:00 GMT']] as $fields) {
        $answer = $get($fields);
        same([304, '', $tag], [$answer->status, $answer->body, $answer->field('ETag')], json_encode($fields));
    }
    foreach ([['If-Modified-Since' => 'Thu, 01 Jan 1970 00:00:00 GMT'], ['If-Modified-Since' => 'nonsense'], ['If-None-Match' => '"x"'], ['If-None-Match' => '"x"', 'If-Modified-Since' => $date]] as $fields) {
        same(200, $get($fields)->status, json_encode($fields));
    }
    foreach (['0-15' => [0, 16], '16-' => [16, 199_984], '-16' => [199_984, 16], '199990-999999' => [199_990, 10], '100-69999' => [100, 69_900]] as $range => [$from, $length]) {
        $answer = $get(['Range' => "bytes=$range"]);
        same([206, sprintf('bytes %d-%d/200000', $from, $from + $length - 1)], [$answer->status, $answer->field('Content-Range')], $range);
        check($answer->body === substr($large, $from, $length), "bytes of $range");
    }
    $answer = $get(['Range' => 'bytes=200000-']);
    same([416, 'bytes */200000'], [$answer->status, $answer->field('Content-Range')], 'behind the end');
    same(200, $get(['Range' => 'lines=1-2'])->status, 'another unit');
    same(206, $get(['Range' => 'bytes=0-1', 'If-Range' => $date])->status, 'If-Range');
    same(200, $get(['Range' => 'bytes=0-1', 'If-Range' => 'Thu, 01 Jan 1970 00:00:00 GMT'])->status, 'If-Range of another');
    $answer = $get(['Range' => 'bytes=0-9,-10']);
    same(1, preg_match('/^multipart\/byteranges; boundary=(.+)$/', $answer->field('Content-Type'), $m), 'type of several');
    $head = fn (string $range) => "--$m[1]\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes $range/200000\r\n\r\n";
    check($answer->body === $head('0-9') . substr($large, 0, 10) . "\r\n" . $head('199990-199999') . substr($large, -10) . "\r\n--$m[1]--\r\n", 'several ranges');
});
?>
--EXPECT--
BASE done
PROCESS done
