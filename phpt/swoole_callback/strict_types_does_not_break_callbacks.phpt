--TEST--
callbacks with typed parameters work under strict_types
--FILE--
<?php
declare(strict_types=1);
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Timer::tick(1, function (int $id, string $text, float $number): void {
    echo gettype($id), " $text $number\n";
    Timer::clear($id);
}, 'text', 1.5);
Event::add($a, function (mixed $stream): void {
    echo get_debug_type($stream), "\n";
    Event::del($stream);
});
fwrite($b, 'x');
Event::wait();
?>
--EXPECT--
resource (stream)
integer text 1.5
