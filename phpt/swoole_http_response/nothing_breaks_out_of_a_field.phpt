--TEST--
CR, LF and NUL are refused wherever something becomes a part of the head
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        [, $seen] = with_warnings(function () use ($response) {
            foreach (["\r\n", "\n", "\r", "\0"] as $bad) {
                same(false, $response->header("X$bad", 'v'), 'name');
                same(false, $response->header('X', "a{$bad}Y: b"), 'value');
                same(false, $response->header('X', ["a{$bad}Y: b"]), 'value in a list');
                same(false, $response->trailer('X', "a{$bad}Y: b"), 'trailer');
                same(false, $response->status(200, "OK{$bad}Y: b"), 'reason');
                same(false, $response->rawcookie('a', "a{$bad}Y: b"), 'cookie');
                same(false, $response->cookie("a$bad", 'b'), 'name of a cookie');
                same(false, $response->cookie('a', 'b', 0, "/{$bad}Y: b"), 'path of a cookie');
                same(false, $response->cookie('a', 'b', 0, '/', "d{$bad}Y: b"), 'domain of a cookie');
                same(false, $response->cookie('a', 'b', 0, '/', 'd', false, false, "L{$bad}Y: b"), 'samesite of a cookie');
                same(false, $response->redirect("/{$bad}Y: b"), 'redirect');
            }
            same(false, $response->header('', 'v'), 'no name');
            same(false, $response->header('a b', 'v'), 'space in a name');
        });
        $count = count($seen);
        $response->header = ['X' => "a\r\nY: b", "Z\r\nY" => 'b', 'Fine' => 'yes'];
        $response->cookie = ["a=b\r\nY: b"];
        @$response->end("$count");
    });
    $answer = Http::get($t, '/');
    same('46', $answer->body, 'warnings');
    same([null, null, null, 'yes'], [$answer->field('Y'), $answer->field('X'), $answer->field('Set-Cookie'), $answer->field('Fine')], 'what is written to the property');
    same(200, $answer->status, 'status');
});
?>
--EXPECT--
BASE done
PROCESS done
