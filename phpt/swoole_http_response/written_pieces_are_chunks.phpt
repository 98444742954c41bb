--TEST--
write() sends chunks, end() the last; nothing can be written afterwards
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        static $after;
        if ($after !== null) {
            return $response->end(json_encode($after));
        }
        $response->write('one ');
        $response->write('two');
        $response->end();
        $after = [$response->isWritable(), @$response->write('late')];
    });
    $answer = Http::ask($t, 'GET', '/');
    same(['chunked', 'one two'], [$answer->field('Transfer-Encoding'), $answer->body], 'answer');
    same('[false,false]', Http::ask($t, 'GET', '/')->body, 'after the end');
});
?>
--EXPECT--
BASE done
PROCESS done
