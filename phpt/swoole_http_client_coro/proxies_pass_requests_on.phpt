--TEST--
an HTTP proxy is given the whole target, a SOCKS5 proxy connects
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $mirror = HttpPeer::mirror()->port;
    $client = new Client('server.test', 8080);
    $client->set(['timeout' => PATIENCE, 'http_proxy_host' => '127.0.0.1', 'http_proxy_port' => $mirror, 'http_proxy_user' => 'u', 'http_proxy_password' => 'p']);
    check($client->get('/x'), "get: $client->errMsg");
    same(['GET http://server.test:8080/x HTTP/1.1', 'Host: server.test:8080', 'Proxy-Authorization: Basic dTpw'], array_slice(explode("\r\n", $client->body), 0, 3), 'head');
    $client->close();
    $client = new Client('server.test', $mirror);
    $client->set(['timeout' => PATIENCE, 'socks5_host' => '127.0.0.1', 'socks5_port' => Peer::socks5()->port]);
    check($client->get('/x'), "get: $client->errMsg");
    same(['GET /x HTTP/1.1', "Host: server.test:$mirror"], array_slice(explode("\r\n", $client->body), 0, 2), 'by SOCKS5');
    $client = new Client('server.test');
    $client->set(['http_proxy_host' => '127.0.0.1']);
    same([false, ['Warning: Swoole\Coroutine\Http\Client::get(): http_proxy_port should not be null']], with_warnings(fn () => $client->get('/')), 'no port');
});
echo "done\n";
?>
--EXPECT--
done
