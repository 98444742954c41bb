--TEST--
a request goes to the handler with the longest beginning of its path; without one it is answered 404
--FILE--
<?php
// better than the reference: there the order decides between some.
require __DIR__ . '/../include/bootstrap.php';
$say = fn (string $word) => fn ($request, $response) => $response->end("$word {$request->server['request_uri']}");
CoHttp::run(['/a' => $say('a'), '/ab/c' => $say('abc'), '/ab' => $say('ab')], function (CoHttp $t) use ($say) {
    foreach (['/a' => 'a /a', '/axe?b=/ab' => 'a /axe', '/ab/' => 'ab /ab/', '/ab/c/d' => 'abc /ab/c/d', '/%61b' => 'ab /%61b'] as $target => $answer) {
        same($answer, $t->get($target)->body, $target);
    }
    same([404, ''], [$t->get('/b')->status, $t->get('/')->body], 'none');
    same(true, $t->server->handle('/', $say('root')), 'handle()');
    $t->server->handle('/a', $say('new'));
    same(['root /b', 'new /a'], [$t->get('/b')->body, $t->get('/a')->body], 'added and replaced while it runs');
});
?>
--EXPECT--
