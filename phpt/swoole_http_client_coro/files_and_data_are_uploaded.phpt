--TEST--
addFile() and addData() make a form in parts of the next request
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
$file = Scratch::file('file.txt', '0123456789');
$t = Http::server(SWOOLE_BASE, function ($request, $response) {
    $files = array_map(fn ($file) => [$file['name'], $file['type'], file_get_contents($file['tmp_name'])], $request->files ?? []);
    $response->end(json_encode([$request->post, $files]));
});
Co\run(function () use ($t, $file) {
    $client = new Client('127.0.0.1', $t->port);
    $client->set(['timeout' => PATIENCE]);
    same(true, $client->addFile($file, 'whole'), 'file');
    same(true, $client->addFile($file, 'part', 'text/x', 'name.x', 2, 3), 'part of a file');
    same(true, $client->addData('data', 'data'), 'data');
    same(true, $client->addData("more\r\n", 'more', 'a/b', 'more.b'), 'more data');
    same(4, count($client->uploadFiles), 'uploadFiles');
    same(true, $client->post('/', ['k' => 'v', 'deep' => ['x' => ['y', 'z']]]), "post: $client->errMsg");
    same([['k' => 'v', 'deep' => ['x' => ['y', 'z']]], [
        'whole' => ['file.txt', 'text/plain', '0123456789'], 'part' => ['name.x', 'text/x', '234'],
        'data' => ['data', 'application/octet-stream', 'data'], 'more' => ['more.b', 'a/b', "more\r\n"],
    ]], json_decode($client->body, true), 'form');
    same([null, true, '[{"k":"v"},[]]'], [$client->uploadFiles, $client->post('/', ['k' => 'v']), $client->body], 'the next request');
    $refused = fn (...$arguments) => with_warnings(fn () => $client->addFile(...$arguments))[1][0] ?? null;
    $where = 'Warning: Swoole\Coroutine\Http\Client::addFile(): ';
    same("{$where}stat(" . Scratch::path('none') . ") failed, Error: No such file or directory[2]", $refused(Scratch::path('none'), 'x'), 'none');
    same("{$where}cannot send empty file[" . Scratch::file('empty', '') . ']', $refused(Scratch::path('empty'), 'x'), 'empty');
    same("{$where}parameter \$offset[10] exceeds the file size", $refused($file, 'x', null, null, 10), 'behind its end');
    same("{$where}parameter \$length[9] exceeds the file size", $refused($file, 'x', null, null, 2, 9), 'more than there is');
    same("{$where}parameter \$offset[-1] cannot be less than 0", $refused($file, 'x', null, null, -1), 'negative');
    check(str_contains($refused(Scratch::path(), 'x'), 'not a regular file'), 'directory');
    $client->addFile($file, 'gone');
    unlink($file);
    same([false, SWOOLE_HTTP_CLIENT_ESTATUS_SEND_FAILED, SOCKET_ENOENT], [$client->post('/', []), $client->statusCode, $client->errCode], 'gone');
});
echo "done\n";
?>
--EXPECT--
done
