--TEST--
a peer that has finished sending is read to its end and can still be answered
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'question');
stream_socket_shutdown($b, STREAM_SHUT_WR);
$question = '';
Event::add($a, function ($a) use (&$question) {
    $data = fread($a, 100);
    $question .= $data;
    if ($data === '') {
        fwrite($a, "answer to $question");
        Event::del($a);
    }
});
Event::wait();
echo fread($b, 100), "\n";
?>
--EXPECT--
answer to question
