--TEST--
an answer may come when the callback is over, and the next request waits for it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        if ($request->get['n'] === '1') {
            return Swoole\Timer::after(50, fn () => $response->end('late'));
        }
        $response->end('next');
    });
    $client = $t->connect();
    $client->send(Http::request('GET', '/?n=1') . Http::request('GET', '/?n=2'));
    same(['late', 'next'], [Http::read($client)->body, Http::read($client)->body], 'answers');
});
?>
--EXPECT--
BASE done
PROCESS done
