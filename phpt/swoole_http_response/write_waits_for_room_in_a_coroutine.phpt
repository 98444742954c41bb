--TEST--
send_yield: write() and end() wait in a coroutine until a slow client has taken enough of the answer
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->header('X', 'y');
        for ($i = 0; $i < 200; $i++) {
            if (!$response->write(str_repeat(pack('N', $i), 16 << 10))) {
                $response->close();
                return;
            }
        }
        $response->end('the end');
    }, ['socket_buffer_size' => 1 << 20]);
    $slow = $t->connect()->send(Http::request('GET', '/'));
    $other = $t->connect()->send(Http::request('HEAD', '/'));
    check(str_starts_with($other->line(), 'HTTP/1.1 200'), 'the worker serves others meanwhile');
    $answer = Http::read($slow);
    same(200 * (64 << 10) + 7, strlen($answer->body), 'length');
    for ($i = 0; $i < 200; $i++) {
        if (substr_compare($answer->body, str_repeat(pack('N', $i), 16 << 10), $i * (64 << 10), 64 << 10)) {
            same('right', 'wrong', "piece $i");
        }
    }
    same('the end', substr($answer->body, -7), 'the end');
});
?>
--EXPECT--
BASE done
PROCESS done
