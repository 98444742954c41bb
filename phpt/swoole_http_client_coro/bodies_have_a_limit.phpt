--TEST--
a body that PHP has no memory for, or that package_max_length forbids, fails; a small one may not unfold to it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $bomb = HttpPeer::ok(gzencode(str_repeat("\0", 1 << 20)), "Content-Encoding: gzip\r\n");
    $client = new Client('127.0.0.1', HttpPeer::answering(HttpPeer::ok(str_repeat('x', 70001)), $bomb, HttpPeer::ok(str_repeat('x', 70000)))->port);
    $client->set(['timeout' => PATIENCE, 'package_max_length' => 70000]);
    $too_long = [false, SWOOLE_HTTP_CLIENT_ESTATUS_SERVER_RESET, SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE];
    $got = fn () => [$client->get('/'), $client->statusCode, $client->errCode];
    same($too_long, $got(), 'package_max_length');
    same($too_long, $got(), 'what it unfolds to');
    same([true, 200, 0], $got(), 'just fits');
    $client = new Client('127.0.0.1', HttpPeer::answering(fn ($stream) => @fwrite($stream, HttpPeer::ok(str_repeat('x', 20 << 20))))->port);
    $client->set(['timeout' => 3 * PATIENCE]);
    $got = fn () => [$client->get('/'), $client->statusCode, $client->errCode];
    $before = ini_set('memory_limit', '16M');
    same($too_long, $got(), 'memory_limit');
    ini_set('memory_limit', $before);
});
echo "done\n";
?>
--EXPECT--
done
