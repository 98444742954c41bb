--TEST--
an exception that nobody catches is reported and answered 500, and the server goes on; an answer that was begun is cut off
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$handlers = [
    '/throw' => fn () => throw new Exception('oops'),
    '/begun' => function ($request, $response) {
        $response->write('begun');
        throw new Exception('late');
    },
    '/' => fn ($request, $response) => $response->end('fine'),
];
CoHttp::run($handlers, function (CoHttp $t) {
    same(500, $t->get('/throw')->status, 'status');
    $client = $t->connect()->send(Http::request('GET', '/begun'));
    $all = $client->readAll();
    check(str_contains($all, 'begun') && !str_contains($all, "\r\n0\r\n"), 'cut off');
    same('fine', $t->get('/')->body, 'goes on');
});
?>
--EXPECTF--
Fatal error: Uncaught Exception: oops in %s:%d
Stack trace:%A
Fatal error: Uncaught Exception: late in %s:%d
Stack trace:%A
