--TEST--
Server, Date, Content-Type and Content-Encoding that are set to nothing are not sent; so is compression switched off. Other fields may be empty.
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        foreach (['Server', 'Date', 'Content-Type', 'Content-Encoding', 'Content-Length', 'X-Empty'] as $name) {
            $response->header($name, '');
        }
        $response->end(str_repeat('text ', 100));
    });
    $answer = Http::get($t, '/', ['Accept-Encoding' => 'gzip']);
    same(['Content-Length', 'X-Empty', 'Connection'], array_column($answer->fields, 0), 'fields');
    same(str_repeat('text ', 100), $answer->body, 'body');
});
?>
--EXPECT--
BASE done
PROCESS done
