--TEST--
TLS of a socket says that it is not built
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

[$one] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
same([false, ['Warning: Swoole\Coroutine\Socket::sslHandshake(): TLS is not built yet']], with_warnings(fn () => $one->sslHandshake()), 'sslHandshake');
same(SWOOLE_ERROR_OPERATION_NOT_SUPPORT, $one->errCode, 'code');
same([false, ['Warning: Swoole\Coroutine\Socket::setProtocol(): TLS is not built yet']], with_warnings(fn () => $one->setProtocol(['open_ssl' => true])), 'open_ssl');
echo "done\n";
?>
--EXPECT--
done
