--TEST--
status(): code and reason; what is no code is refused
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        [$code, $reason] = explode(',', $request->get['s']) + ['', ''];
        [, $seen] = with_warnings(fn () => $response->status((int) $code, $reason));
        $response->end(implode($seen));
    });
    foreach (['404' => '404 Not Found', '418' => "418 I'm a teapot", '299,Fine by me' => '299 Fine by me', '299' => '299 Unknown Status', '302' => '302 Found'] as $given => $line) {
        same("HTTP/1.1 $line", strtok(Http::get($t, '/?s=' . urlencode($given))->head, "\r"), "status $given");
    }
    foreach ([99, 1000, -1] as $bad) {
        $answer = Http::get($t, "/?s=$bad");
        same(200, $answer->status, "$bad");
        check(str_contains($answer->body, "a status code must be between 100 and 999, got $bad"), $answer->body);
    }
});
?>
--EXPECT--
BASE done
PROCESS done
