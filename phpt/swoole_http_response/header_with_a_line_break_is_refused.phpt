--TEST--
a header or cookie with CR, LF or NUL in it does not split the answer
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        foreach (["a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\0b"] as $value) {
            try {
                @$response->header('X-Good', $value);
                @$response->redirect($value);
            } catch (Throwable) {
            }
        }
        if ($response->isWritable()) {
            $response->end('ok');
        }
    });
    $answer = Http::ask($t, 'GET', '/');
    same(null, $answer->field('X-Evil'), 'smuggled header');
    check(!str_contains($answer->head, "\0"), 'NUL in the head');
});
?>
--EXPECT--
BASE done
PROCESS done
