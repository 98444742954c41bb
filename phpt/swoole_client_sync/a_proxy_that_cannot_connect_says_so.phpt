--TEST--
a peer that the SOCKS5 proxy cannot reach, a proxy that is none, one that is silent
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$try = function (int $port) {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(['socks5_host' => '127.0.0.1', 'socks5_port' => $port]);
    swoole_async_set(['log_level' => SWOOLE_LOG_ERROR]);
    $ok = @$client->connect('127.0.0.1', Peer::nobody(), 0.3);
    return [$ok, $client->errCode, $client->isConnected()];
};
same([false, SWOOLE_ERROR_SOCKS5_SERVER_ERROR, false], $try(Peer::socks5()->port), 'refused');
same([false, SWOOLE_ERROR_SOCKS5_UNSUPPORT_VERSION, false], $try(Peer::tcp(fn ($stream) => fwrite($stream, "HTTP/1.1 400\r\n\r\n"))->port), 'no proxy');
same([false, SWOOLE_ERROR_SOCKET_POLL_TIMEOUT, false], $try(Peer::silent()->port), 'silent');
same([false, SOCKET_ECONNREFUSED, false], $try(Peer::nobody()), 'nobody');
echo "done\n";
?>
--EXPECT--
done
