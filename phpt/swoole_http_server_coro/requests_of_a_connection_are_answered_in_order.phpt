--TEST--
a connection is kept; what a client sends ahead is answered in its order; Connection: close ends it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$handlers = [
    '/slow' => function ($request, $response) {
        Co::sleep(0.02);
        $response->end("slow {$request->get['n']}");
    },
    '/' => fn ($request, $response) => $response->end("quick {$request->getContent()}"),
];
CoHttp::run($handlers, function (CoHttp $t) {
    $client = $t->connect();
    $client->send(Http::request('GET', '/slow?n=1') . Http::request('POST', '/', [], 'two') . Http::request('GET', '/slow?n=3'));
    same(['slow 1', 'quick two', 'slow 3'], [Http::read($client)->body, Http::read($client)->body, Http::read($client)->body], 'pipelined');
    $answer = Http::exchange($client, Http::request('GET', '/slow?n=4'));
    same(['slow 4', 'keep-alive'], [$answer->body, $answer->field('Connection')], 'kept');
    $answer = Http::exchange($client, Http::request('GET', '/slow?n=5', ['Connection' => 'close']) . Http::request('GET', '/'));
    same(['slow 5', 'close'], [$answer->body, $answer->field('Connection')], 'last');
    check($client->isClosed(), 'closed, and nothing answered behind it');
});
?>
--EXPECT--
