--TEST--
a descriptor that Event watches cannot be waited for, and the other way round; one after the other is fine
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

use Swoole\Event;
Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    $seen = [];
    $watch = function () use (&$seen, $two) {
        return Event::add($two, function (Socket $socket) use (&$seen) {
            $seen[] = $socket->recv();
            Event::del($socket);
        });
    };
    $watch();
    [$result, $warnings] = with_warnings(fn () => $two->recv(10, PATIENCE));
    same([false, SOCKET_EEXIST], [$result, $two->errCode], 'watched');
    check(str_contains($warnings[0], "descriptor {$two->fd} belongs to Swoole\Event"), 'warned');
    $one->send('a');
    Coroutine::sleep(0.001);
    go(function () use ($two, &$seen) { $seen[] = $two->recv(); });
    Coroutine::set(['log_level' => SWOOLE_LOG_NONE]);
    same(false, with_warnings($watch)[0], 'waited for');
    $one->send('b');
    Coroutine::sleep(0.001);
    $watch();
    $one->send('c');
    Coroutine::sleep(0.001);
    go(function () use ($two, &$seen) { $seen[] = $two->recv(); });
    $one->send('d');
    Coroutine::sleep(0.001);
    same(['a', 'b', 'c', 'd'], $seen, 'all came');
});
echo "done\n";
?>
--EXPECT--
done
