--TEST--
a named pipe can be read in the loop
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Event;
posix_mkfifo(Scratch::path('fifo'), 0600);
$reader = fopen(Scratch::path('fifo'), 'r+');
$writer = fopen(Scratch::path('fifo'), 'w');
Event::add($reader, function ($reader) {
    echo fread($reader, 100), "\n";
    Event::del($reader);
});
fwrite($writer, 'through the pipe');
Event::wait();
?>
--EXPECT--
through the pipe
