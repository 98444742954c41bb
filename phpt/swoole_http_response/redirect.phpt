--TEST--
redirect() sends the client elsewhere
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        same(false, @$response->redirect('/x', 200), 'no redirect');
        same(true, $response->redirect('/x?y=1', (int) ($request->get['c'] ?? 302)), 'redirect');
        same(false, $response->redirect('/z'), 'a second');
    });
    $answer = Http::get($t, '/');
    same([302, '/x?y=1', ''], [$answer->status, $answer->field('Location'), $answer->body], 'redirect');
    same(308, Http::get($t, '/?c=308')->status, 'another code');
});
?>
--EXPECT--
BASE done
PROCESS done
