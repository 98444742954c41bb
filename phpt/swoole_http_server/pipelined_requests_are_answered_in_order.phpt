--TEST--
requests that come in one piece are answered one after the other, in their order, also after one with a body
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end($request->server['request_uri'] . '=' . $request->rawContent() . ';'));
    $client = $t->connect();
    $client->send(Http::request('GET', '/1') . Http::request('POST', '/2', [], 'body') . Http::request('GET', '/3', ['Connection' => 'close']));
    $all = $client->readAll();
    preg_match_all('~(/\d=\w*);~', $all, $found);
    same(['/1=', '/2=body', '/3='], $found[1], 'answers');
});
?>
--EXPECT--
BASE done
PROCESS done
