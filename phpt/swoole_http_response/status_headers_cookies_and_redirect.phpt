--TEST--
status with a reason, headers, cookies with attributes, redirect
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        if ($request->server['request_uri'] === '/away') {
            return $response->redirect('/there', 301);
        }
        $response->status(418, "I'm a teapot");
        $response->header('X-One', 'two');
        $response->cookie('name', 'a b', 0, '/', 'example.org', true, true, 'Lax');
        $response->end();
    });
    $answer = Http::ask($t, 'GET', '/');
    same([418, "I'm a teapot", 'two'], [$answer->status, $answer->reason, $answer->field('X-One')], 'answer');
    same('name=a%20b; path=/; domain=example.org; secure; httponly; samesite=lax', strtolower(str_replace('+', '%20', $answer->field('Set-Cookie'))), 'cookie');
    $answer = Http::ask($t, 'GET', '/away');
    same([301, '/there'], [$answer->status, $answer->field('Location')], 'redirect');
});
?>
--EXPECT--
BASE done
PROCESS done
