--TEST--
readVector() and writeVector() work on several pieces; what is none is named
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    same(10, $one->writeVector(['hello', 'world']), 'written');
    same(['hello', 'wor', 'ld'], $two->readVector([5, 3, 7, 7]), 'read, as far as it came');
    $piece = str_repeat('x', 1 << 20);
    $pieces = [&$piece, 'tail'];
    go(fn () => same((1 << 20) + 4, $one->writeVectorAll($pieces), 'all'));
    $piece = 'replaced meanwhile';
    $read = $two->readVectorAll([1 << 20, 4]);
    same([str_repeat('x', 1 << 20), 'tail'], $read, 'read');
    $one->send('hello');
    same([['he', 'll', 'o'], SOCKET_ETIMEDOUT], [$two->readVectorAll([2, 2, 2, 2], 0.01), $two->errCode], 'a part');
    same([false, SOCKET_ETIMEDOUT], [$two->readVector([2], 0.01), $two->errCode], 'nothing');
    $class = 'Swoole\Coroutine\Socket\Exception(22): ';
    same($class . 'Item #[1] must be of type string, int given', thrown_by(fn () => $one->writeVector(['a', 1])), 'int');
    same($class . 'Item #[0] cannot be empty string', thrown_by(fn () => $one->writeVectorAll([''])), 'empty');
    same($class . 'Item #[0] must be of type int, string given', thrown_by(fn () => $one->readVector(['1'])), 'string');
    same($class . 'Item #[1] must be greater than 0', thrown_by(fn () => $one->readVectorAll([1, 0])), 'zero');
    $many = array_fill(0, SWOOLE_IOV_MAX + 1, 1);
    same([false, SOCKET_EINVAL, 'The maximum of iov count is 1024'], [$one->readVector($many), $one->errCode, $one->errMsg], 'too many');
    same([[], 0], [$one->readVector([]), $one->writeVector([])], 'none');
    $one->close();
    same([[], []], [$two->readVector([1]), $two->readVectorAll([1])], 'the end');
});
echo "done\n";
?>
--EXPECT--
done
