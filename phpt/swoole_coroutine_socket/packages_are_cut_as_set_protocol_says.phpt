--TEST--
recvPacket() gives whole packages: by marker, by length, by a function
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    same([false, true], [$two->setProtocol([]), $two->setProtocol(['open_eof_check' => true, 'package_eof' => "\r\n"])], 'marker');
    $one->send("one\r\ntwo\r\nthr");
    same(["one\r\n", "two\r\n", false], [$two->recvPacket(), $two->recvPacket(), $two->recvPacket(0.01)], 'packages');
    $one->send("ee\r\n");
    same("three\r\n", $two->recvPacket(), 'in pieces');
    $two->setProtocol(['open_length_check' => true, 'package_length_type' => 'n', 'package_body_offset' => 2, 'package_max_length' => 100]);
    $one->send(pack('n', 3) . 'abc' . pack('n', 2) . 'd');
    same([pack('n', 3) . 'abc', false], [$two->recvPacket(), $two->recvPacket(0.01)], 'length');
    $one->send('e' . pack('n', 5000));
    same(pack('n', 2) . 'de', $two->recvPacket(), 'length, in pieces');
    Coroutine::set(['log_level' => SWOOLE_LOG_NONE]);
    same([false, SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE], [$two->recvPacket(), $two->errCode], 'too long');
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    $two->setProtocol(['open_length_check' => true, 'package_length_func' => function (string $data) {
        Coroutine::sleep(0.001);
        return strlen($data) < 2 ? 0 : (int) $data[0] + 1;
    }]);
    $one->send('3abc1d');
    same(['3abc', '1d'], [$two->recvPacket(), $two->recvPacket()], 'by a function that waits');
    $one->close();
    same(['', 0], [$two->recvPacket(), $two->errCode], 'the end');
});
echo "done\n";
?>
--EXPECT--
done
