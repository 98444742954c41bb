--TEST--
package_length_func may close its socket, throw, or call it in vain
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    $pair = function (callable $func): Socket {
        [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
        $two->setProtocol(['open_length_check' => true, 'package_length_func' => fn ($data) => $func($data, $two)]);
        $one->send('abcd');
        return $two;
    };
    $two = $pair(function ($data, $two) { $two->close(); return 2; });
    same(['ab', false, SOCKET_EBADF], [$two->recvPacket(), $two->recvPacket(), $two->errCode], 'closed');
    $two = $pair(fn () => throw new Exception('no'));
    same('Exception(0): no', thrown_by(fn () => $two->recvPacket()), 'thrown');
    $seen = null;
    $two = $pair(function ($data, $two) use (&$seen) { $seen = thrown_by(fn () => $two->recv()); return 4; });
    same('abcd', $two->recvPacket(), 'package');
    check(str_contains($seen, 'has already been bound to another coroutine#'), 'refused within');
});
echo "done\n";
?>
--EXPECT--
done
