--TEST--
what an HTTP proxy answers but 2xx fails connect(); what it sends behind its head comes from the peer
--FILE--
<?php
// better than the reference: there any of these leaves EINPROGRESS
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$try = function (string $answer, string $host = '127.0.0.1') {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(['http_proxy_host' => '127.0.0.1', 'http_proxy_port' => Peer::httpProxy(fn () => $answer)->port]);
    swoole_async_set(['log_level' => SWOOLE_LOG_ERROR]);
    $ok = @$client->connect($host, Peer::nobody(), PATIENCE);
    return [$ok, $ok ? $client->recv() : $client->errCode];
};
same([false, SWOOLE_ERROR_HTTP_PROXY_HANDSHAKE_FAILED], $try("HTTP/1.1 403 Forbidden\r\n\r\n"), '403');
same([false, SWOOLE_ERROR_HTTP_PROXY_BAD_RESPONSE], $try("SSH-2.0-x\r\n"), 'no HTTP');
same([false, SWOOLE_ERROR_HTTP_PROXY_HANDSHAKE_ERROR], $try("HTTP/1.1 200"), 'closed too early');
same([true, 'early'], $try("HTTP/1.0 200 OK\r\nVia: x\r\n\r\nearly"), 'early data');
same([false, SWOOLE_ERROR_HTTP_PROXY_HANDSHAKE_ERROR], $try("HTTP/1.1 200 OK\r\n\r\n", "a\r\nX: y"), 'a host with line breaks');
echo "done\n";
?>
--EXPECT--
done
