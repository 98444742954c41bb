--TEST--
header(): written as Content-Type is, set again replaces, an array is several fields, null takes it away
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->header('x-foo-BAR', 'old');
        $response->header('X-Foo-Bar', 'new');
        $response->setHeader('as-it-IS', 'x', false);
        $response->header('list', ["a\r\n", 'd', "e  \n ", null, 5678, 1.5, true]);
        $response->header('object', new SplFileInfo('bar'));
        $response->header('gone', 'x');
        $response->header('gone', null);
        $response->header('Server', 'mine');
        $response->header('content-type', 'text/plain');
        $response->end(json_encode($response->header));
    });
    $answer = Http::get($t, '/');
    same('new', $answer->field('X-Foo-Bar'), 'set again');
    check(str_contains($answer->head, "\nas-it-IS: x\r\n"), $answer->head);
    same(['a', 'd', 'e', '5678', '1.5', '1'], $answer->field('List'), 'list');
    same(['bar', null, 'mine', 'text/plain'], [$answer->field('Object'), $answer->field('Gone'), $answer->field('Server'), $answer->field('Content-Type')], 'others');
    same('new', json_decode($answer->body, true)['X-Foo-Bar'], 'the property shows it');
});
?>
--EXPECT--
BASE done
PROCESS done
