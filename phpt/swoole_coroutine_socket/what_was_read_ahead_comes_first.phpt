--TEST--
lines, packages and small portions read ahead; whatever reads next gets that first
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    $one->send("first\nsecond\r\nthe body, and the rest of it, and more");
    same("first\n", $two->recvLine(), 'line');
    same(["second\r", "\n"], [$two->recvLine(), $two->recvLine()], 'either character ends one');
    same('the', $two->peek(3), 'peek');
    same('the body', $two->recv(8), 'recv');
    same(', and', $two->recvAll(5), 'recvAll');
    same([' the ', 'rest'], $two->readVector([5, 4]), 'readVector');
    same([' of it,', ' '], $two->readVectorAll([7, 1]), 'readVectorAll');
    same(true, $two->checkLiveness(), 'alive');
    same('and more', $two->recvWithBuffer(100), 'recvWithBuffer');
    $one->send('tail');
    $one->close();
    same('tai', $two->recvLine(3), 'no longer than asked for');
    same(['l', '', ''], [$two->recvLine(), $two->recvLine(), $two->recv()], 'the end');
});
echo "done\n";
?>
--EXPECT--
done
