--TEST--
a server may listen on a unix socket, and the own address may be chosen
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $peer = Peer::unix(fn ($stream) => fwrite($stream, HttpPeer::ok(HttpPeer::request($stream))));
    foreach (['unix:', 'unix:/', 'unix://'] as $scheme) {
        $client = new Client($scheme . $peer->path);
        $client->set(['timeout' => PATIENCE]);
        same([true, 'Host: localhost'], [$client->get('/'), explode("\r\n", $client->body)[1]], $scheme);
        $client->close();
    }
    $client = new Client('127.0.0.1', HttpPeer::mirror()->port);
    $client->set(['timeout' => PATIENCE, 'bind_address' => '127.0.0.2']);
    same([true, '127.0.0.2'], [$client->get('/'), $client->getsockname()['address']], 'own address');
});
echo "done\n";
?>
--EXPECT--
done
