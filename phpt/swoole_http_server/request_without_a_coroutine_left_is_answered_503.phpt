--TEST--
a request for which there is no coroutine left (max_coroutine) is answered 503, and its connection kept
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $go = new Swoole\Atomic();
    $begun = new Swoole\Atomic();
    $t = Http::server($mode, function ($request, $response) use ($go, $begun) {
        $begun->add();
        while (!$go->get()) {
            Swoole\Coroutine::sleep(0.005);
        }
        $response->end('served');
    }, ['max_coroutine' => 1]);
    $first = $t->connect()->send(Http::request('GET', '/'));
    wait_until(fn () => $begun->get() === 1, 'the first');
    $client = $t->connect();
    $answer = Http::exchange($client, Http::request('GET', '/'));
    same([503, 'keep-alive'], [$answer->status, $answer->field('Connection')], 'the second');
    $t->waitOutput('exceed max number of coroutine 1');
    $t->waitOutput('Swoole\Http\Server->onRequest handler error');
    $go->set(1);
    same('served', Http::read($first)->body, 'the first');
    wait_until(fn () => Http::exchange($client, Http::request('GET', '/'))->status === 200, 'room');
});
?>
--EXPECT--
BASE done
PROCESS done
