--TEST--
worker_max_concurrency: a request that has waited and then is no valid one is refused, and the one behind it has its turn
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    [$go, $begun] = [new Swoole\Atomic(), new Swoole\Atomic()];
    $t = Http::server($mode, function ($request, $response) use ($go, $begun) {
        $begun->add();
        while (!$go->get()) {
            Swoole\Coroutine::sleep(0.005);
        }
        $response->end($request->server['request_uri']);
    }, ['worker_max_concurrency' => 1]);
    $first = $t->connect()->send(Http::request('GET', '/first'));
    wait_until(fn () => $begun->get() === 1, 'the first');
    $bad = $t->connect()->send(Http::request('POST', '/', ['Content-Type' => 'multipart/form-data; boundary=x'], 'no form'));
    $last = $t->connect()->send(Http::request('GET', '/last'));
    $go->set(1);
    same('/first', Http::read($first)->body, 'the first');
    same(400, Http::read($bad)->status, 'no form');
    same('/last', Http::read($last)->body, 'the last');
});
?>
--EXPECT--
BASE done
PROCESS done
