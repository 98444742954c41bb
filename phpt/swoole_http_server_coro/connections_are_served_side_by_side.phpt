--TEST--
each connection is served in a coroutine of its own: one that waits, or reads nothing, holds up no other
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$gate = new Swoole\Coroutine\Channel(1);
$handlers = [
    '/wait' => fn ($request, $response) => $response->end($gate->pop() . Co::getCid()),
    '/large' => function ($request, $response) use (&$sent) {
        for ($i = 0; $i < 24; $i++) {
            $response->write(str_repeat('x', 1 << 20));
            $sent = $i + 1;
        }
        $response->end();
    },
    '/' => fn ($request, $response) => $response->end('quick'),
];
CoHttp::run($handlers, function (CoHttp $t) use ($gate, &$sent) {
    $waiting = $t->connect()->send(Http::request('GET', '/wait'));
    $deaf = $t->connect()->send(Http::request('GET', '/large'));
    same('quick', $t->get('/')->body, 'quick');
    check($sent < 24, 'what the deaf one does not take is not made');
    $gate->push('opened ');
    check(str_starts_with(Http::read($waiting)->body, 'opened '), 'the one that waited');
    same(24 << 20, strlen(Http::read($deaf)->body), 'the large one');
    same(24, $sent, 'all');
});
?>
--EXPECT--
