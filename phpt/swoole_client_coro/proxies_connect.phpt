--TEST--
SOCKS5 and HTTP proxies, and what they refuse
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $port = Peer::echo()->port;
    foreach ([
        ['socks5_host' => '127.0.0.1', 'socks5_port' => Peer::socks5('u', 'p')->port, 'socks5_username' => 'u', 'socks5_password' => 'p'],
        ['http_proxy_host' => '127.0.0.1', 'http_proxy_port' => Peer::httpProxy()->port],
    ] as $settings) {
        $client = new Client(SWOOLE_SOCK_TCP);
        $client->set($settings);
        check($client->connect('server.test', $port, PATIENCE), "connect: $client->errMsg");
        same([5, 'hello'], [$client->send('hello'), $client->recv(PATIENCE)], 'echo');
    }
    swoole_async_set(['log_level' => SWOOLE_LOG_NONE]);
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(['http_proxy_host' => '127.0.0.1', 'http_proxy_port' => Peer::httpProxy(fn () => "HTTP/1.1 403 No\r\n\r\n")->port]);
    same([false, SWOOLE_ERROR_HTTP_PROXY_HANDSHAKE_FAILED], [$client->connect('server.test', $port, PATIENCE), $client->errCode], 'refused');
});
echo "done\n";
?>
--EXPECT--
done
