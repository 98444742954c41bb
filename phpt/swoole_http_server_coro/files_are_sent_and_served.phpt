--TEST--
sendfile() sends a part of a file; enable_static_handler serves files without the script
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
mkdir(Scratch::path('root'));
$file = Scratch::file('root/file.txt', $content = random_bytes(3_000_000));
Scratch::file('secret', 'secret');
$handlers = [
    '/send' => fn ($request, $response) => $response->sendfile($file),
    '/part' => fn ($request, $response) => $response->sendfile($file, 10, 20),
    '/' => fn ($request, $response) => $response->end('script'),
];
CoHttp::run($handlers, function (CoHttp $t) use ($content) {
    $client = $t->connect();
    $get = fn (string $target, array $fields = []) => Http::exchange($client, Http::request('GET', $target, $fields));
    check($get('/send')->body === $content, 'all of it');
    same(substr($content, 10, 20), $get('/part')->body, 'a part');
    check($get('/file.txt')->body === $content, 'served');
    $range = $get('/file.txt', ['Range' => 'bytes=5-9']);
    same([206, substr($content, 5, 5)], [$range->status, $range->body], 'a range');
    same(['script', 'script'], [$get('/../secret')->body, $get('/none')->body], 'what is no file is the script\'s');
    same('script', $get('/x', ['Connection' => 'close'])->body, 'last');
    check($client->isClosed(), 'closed');
}, ['enable_static_handler' => true, 'document_root' => Scratch::path('root')]);
?>
--EXPECT--
