--TEST--
the constructor refuses ports outside 0 to 65535
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach ([-1, 65536] as $port) {
    // A line of the log may come before the exception.
    $thrown = thrown_by(fn () => new Swoole\Server('127.0.0.1', $port));
    same("Swoole\Exception(9004): failed to listen server port[127.0.0.1:$port], Error: Server invalid listen port[9004]",
        $thrown, 'exception');
}
echo "done\n";
?>
--EXPECTF--
%Adone
