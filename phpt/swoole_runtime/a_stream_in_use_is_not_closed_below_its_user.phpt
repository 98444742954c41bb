--TEST--
a stream that a coroutine waits for cannot be closed by another, nor read by two; when nobody waits it can
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
Co\run(function () {
    $peer = Peer::tcp(function ($stream) {
        fread($stream, 1);
        fwrite($stream, "late\n");
        fread($stream, 1);
    });
    $stream = stream_socket_client("tcp://127.0.0.1:$peer->port");
    $line = null;
    $reading = go(function () use ($stream, &$line) {
        $line = fgets($stream);
    });
    [$closed, $warnings] = with_warnings(fn () => fclose($stream));
    same([false, 1], [$closed, count($warnings)], 'not closed');
    same("Swoole\\Error(10002): Socket#", substr(thrown_by(fn () => fgets($stream)), 0, 28), 'a second reader');
    fwrite($stream, 'x');
    Coroutine::join([$reading]);
    same("late\n", $line, 'the reader got its line');
    same(true, fclose($stream), 'closed');
});
echo "done\n";
?>
--EXPECT--
done
