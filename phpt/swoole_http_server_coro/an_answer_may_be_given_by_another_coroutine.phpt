--TEST--
an answer may be given when its handler has returned, by whoever has it; the next request waits; who drops it answers 500
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$handlers = [
    '/later' => function ($request, $response) {
        go(function () use ($response) {
            Co::sleep(0.02);
            same(true, $response->end('later'), 'end()');
            same(false, $response->isWritable(), 'isWritable()');
        });
    },
    '/dropped' => function ($request, $response) {
        go(function () use ($response) {
            Co::sleep(0.02);
        });
    },
    '/never' => function () {
    },
    '/half' => fn ($request, $response) => $response->write('half'),
    '/' => fn ($request, $response) => $response->end('next'),
];
CoHttp::run($handlers, function (CoHttp $t) {
    foreach (['/later' => [200, 'later'], '/dropped' => [500, ''], '/never' => [500, ''], '/half' => [200, 'half']] as $target => $expected) {
        $client = $t->connect()->send(Http::request('GET', $target) . Http::request('GET', '/'));
        $answer = Http::read($client);
        same($expected, [$answer->status, $answer->body], $target);
        same('next', Http::read($client)->body, "after $target");
    }
});
?>
--EXPECT--
