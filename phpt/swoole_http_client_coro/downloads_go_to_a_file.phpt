--TEST--
download() writes the body to a file as it comes; an offset goes on in a file
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $file = Scratch::path('file');
    $client = new Client('127.0.0.1', HttpPeer::answering(
        HttpPeer::ok('0123456789'), HttpPeer::ok('AB'), HttpPeer::ok('new'), HttpPeer::ok(gzencode('unzipped'), "Content-Encoding: gzip\r\n"),
        HttpPeer::ok('body'), HttpPeer::ok(''), HttpPeer::ok('x'),
    )->port);
    $client->set(['timeout' => PATIENCE]);
    $got = fn (int $offset = 0) => [$client->download('/', $file, $offset), file_get_contents($file)];
    same([true, '0123456789'], $got(), 'new');
    same(['', null, 0], [$client->body, $client->downloadFile, $client->downloadOffset], 'body');
    same([true, '012AB56789'], $got(3), 'offset');
    same([true, 'new'], $got(), 'emptied');
    same([true, 'unzipped'], $got(), 'decoded');
    same([true, 'body', 'unzipped'], [$client->get('/'), $client->body, file_get_contents($file)], 'the next request');
    unlink($file);
    same([true, false], [$client->download('/', $file), file_exists($file)], 'no body, no file');
    [$result, $warnings] = with_warnings(fn () => $client->download('/', $file, -1));
    same([false, ['Warning: Swoole\Coroutine\Http\Client::download(): parameter $offset[-1] cannot be less than 0']], [$result, $warnings], 'negative');
    swoole_async_set(['log_level' => SWOOLE_LOG_NONE]);
    same([false, -3, SOCKET_ENOENT], [$client->download('/', Scratch::path('none/file')), $client->statusCode, $client->errCode], 'no directory');
    Peer::endAll();
    $client = new Client('127.0.0.1', HttpPeer::answering(null, [HttpPeer::head("Content-Length: 9\r\n", 'part'), null])->port);
    same([false, false], [$client->download('/', $file), file_exists($file)], 'no answer, no file');
    same([false, 'part'], [$client->download('/', $file), file_get_contents($file)], 'what came of it');
});
echo "done\n";
?>
--EXPECT--
done
