--TEST--
a body that PHP has no memory for, or that package_max_length forbids, fails; a small one may not unfold to it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $bomb = gzencode(str_repeat("\0", 40 << 20));
    $client = new Client('127.0.0.1', HttpPeer::answering(HttpPeer::ok(str_repeat('x', 70001)), HttpPeer::ok(str_repeat('x', 70000)), HttpPeer::ok($bomb, "Content-Encoding: gzip\r\n"))->port);
    $client->set(['timeout' => PATIENCE, 'package_max_length' => 70000]);
    $too_long = [false, SWOOLE_HTTP_CLIENT_ESTATUS_SERVER_RESET, SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE];
    $got = fn () => [$client->get('/'), $client->statusCode, $client->errCode];
    same($too_long, $got(), 'package_max_length');
    same([true, 200, 0], $got(), 'just fits');
    $client = new Client('127.0.0.1', HttpPeer::answering(HttpPeer::ok($bomb, "Content-Encoding: gzip\r\n"))->port);
    $client->set(['timeout' => PATIENCE]);
    $got = fn () => [$client->get('/'), $client->statusCode, $client->errCode];
    $before = ini_get('memory_limit');
    ini_set('memory_limit', '32M');
    same($too_long, $got(), 'memory_limit');
    ini_set('memory_limit', $before);
});
echo "done\n";
?>
--EXPECT--
done
