--TEST--
onRequest runs in a coroutine, and may wait there while others are served; request and answer stay what they are
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $id = Swoole\Coroutine::getCid();
        if ($request->get['n'] === 'slow') {
            Swoole\Coroutine::sleep(0.1);
        }
        $response->end(json_encode([$id > 0, $request->get['n'], $request->header['x-n'], $request->getContent()]));
    });
    $slow = $t->connect();
    $slow->send(Http::request('POST', '/?n=slow', ['X-N' => 's'], 'slow body'));
    foreach ([1, 2, 3] as $n) {
        same("[true,\"$n\",\"h$n\",\"body $n\"]", Http::ask($t, 'POST', "/?n=$n", ['X-N' => "h$n"], "body $n")->body, "request $n");
    }
    same('[true,"slow","s","slow body"]', Http::read($slow)->body, 'the slow one');
    $off = Http::server($mode, fn ($request, $response) => $response->end((string) Swoole\Coroutine::getCid()), ['enable_coroutine' => false]);
    same('-1', Http::get($off, '/')->body, 'switched off');
});
?>
--EXPECT--
BASE done
PROCESS done
