--TEST--
through an HTTP proxy by CONNECT, with a login
--FILE--
<?php
// better than the reference: it refuses an answer in two parts
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$proxy = Peer::httpProxy(function (string $head) {
    $expected = "/^CONNECT server\\.test:(\\d+) HTTP\\/1\\.1\\r\\nHost: server\\.test:\\1\\r\\n(.*\\r\\n)*Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=\\r\\n\\r\\n$/";
    return preg_match($expected, $head) ? null : "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
});
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['http_proxy_host' => '127.0.0.1', 'http_proxy_port' => $proxy->port, 'http_proxy_user' => 'user', 'http_proxy_password' => 'secret']);
check($client->connect('server.test', Peer::echo()->port, PATIENCE), 'connect');
$client->send('hello');
same('hello', $client->recv(), 'answer');
echo "done\n";
?>
--EXPECT--
done
