--TEST--
a client that sends its requests and closes its half gets all answers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end($request->get['n']));
    $client = $t->connect();
    $client->send(implode(array_map(fn ($n) => Http::request('GET', "/?n=$n"), range(1, 5))))->finish();
    same(['1', '2', '3', '4', '5'], array_map(fn () => Http::read($client)->body, range(1, 5)), 'answers');
    check($client->isClosed(), 'then it is closed');
});
?>
--EXPECT--
BASE done
PROCESS done
