--TEST--
a request is answered, with the head that programs expect
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end('hello'));
    $answer = Http::get($t, '/');
    same('HTTP/1.1 200 OK', strtok($answer->head, "\r"), 'status line');
    same(['Server', 'Date', 'Connection', 'Content-Type', 'Content-Length'], array_column($answer->fields, 0), 'fields');
    same('swoole-http-server', $answer->field('Server'), 'Server');
    same('keep-alive', $answer->field('Connection'), 'Connection');
    same('text/html', $answer->field('Content-Type'), 'Content-Type');
    check(abs(strtotime($answer->field('Date')) - time()) <= 5, 'Date is ' . $answer->field('Date'));
    same('hello', $answer->body, 'body');
});
?>
--EXPECT--
BASE done
PROCESS done
