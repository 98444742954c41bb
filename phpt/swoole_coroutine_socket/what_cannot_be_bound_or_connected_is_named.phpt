--TEST--
bind() and connect() say what is wrong with an address
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    $socket = new Socket(AF_INET, SOCK_STREAM, 0);
    $fails = function (int $code, bool $result, string $what) use (&$socket) {
        same([false, $code], [$result, $socket->errCode], $what);
    };
    $fails(SWOOLE_ERROR_BAD_HOST_ADDR, $socket->bind('localhost'), 'names are not looked up');
    $fails(SWOOLE_ERROR_BAD_HOST_ADDR, $socket->bind('::1'), 'another family');
    $fails(SWOOLE_ERROR_BAD_PORT, $socket->bind('127.0.0.1', 65536), 'no port');
    $fails(SOCKET_EADDRNOTAVAIL, $socket->bind('192.0.2.1'), 'not ours');
    $fails(SOCKET_ECONNREFUSED, $socket->connect('127.0.0.1', Peer::nobody()), 'nobody there');
    $socket = new Socket(AF_INET, SOCK_STREAM, 0);
    $fails(SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED, $socket->connect('no.such.host.invalid', 80), 'no such name');
    same([false, ['Warning: Swoole\Coroutine\Socket::connect(): Socket of type AF_INET/AF_INET6 requires port argument']],
        with_warnings(fn () => $socket->connect('127.0.0.1')), 'port left out');
    same([false, ['Warning: Swoole\Coroutine\Socket::connect(): Invalid port argument[70000]']],
        with_warnings(fn () => $socket->connect('127.0.0.1', 70000)), 'no port');
    $unix = new Socket(AF_UNIX, SOCK_STREAM, 0);
    same([false, SOCKET_ENOENT], [$unix->connect('/no/such.sock'), $unix->errCode], 'no file');
    same([false, SWOOLE_ERROR_NAME_TOO_LONG], [$unix->bind(str_repeat('x', 200)), $unix->errCode], 'too long');
    same([false, SOCKET_ENOTCONN], [$unix->getpeername(), $unix->errCode], 'not connected');
});
same('Swoole\Coroutine\Socket\Exception(97): new Socket() failed. Error: Address family not supported by protocol [97]',
    thrown_by(fn () => new Socket(999, SOCK_STREAM, 0)), 'no family');
$socket = new Socket(AF_INET, SOCK_STREAM, 0);
same('Error(0): Constructor of Swoole\Coroutine\Socket can only be called once', thrown_by(fn () => $socket->__construct(AF_INET, SOCK_STREAM)), 'twice');
$none = (new ReflectionClass(Socket::class))->newInstanceWithoutConstructor();
same('Swoole\Error(0): must call constructor first', thrown_by(fn () => $none->recv()), 'never');
echo "done\n";
?>
--EXPECT--
done
