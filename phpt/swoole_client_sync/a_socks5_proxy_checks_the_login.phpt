--TEST--
user and password are sent to a SOCKS5 proxy; wrong ones and none are refused with codes of their own
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$try = function (array $login) {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(['socks5_host' => '127.0.0.1', 'socks5_port' => Peer::socks5('user', 'secret')->port] + $login);
    swoole_async_set(['log_level' => SWOOLE_LOG_ERROR]);
    $ok = @$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
    return [$ok, $client->errCode];
};
same([true, 0], $try(['socks5_username' => 'user', 'socks5_password' => 'secret']), 'right');
same([false, SWOOLE_ERROR_SOCKS5_AUTH_FAILED], $try(['socks5_username' => 'user', 'socks5_password' => 'wrong']), 'wrong');
same([false, SWOOLE_ERROR_SOCKS5_UNSUPPORT_METHOD], $try([]), 'none');
echo "done\n";
?>
--EXPECT--
done
