--TEST--
shutdown() ends start() and connections that wait; a request under way is answered, as the last; start() can be called again
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Server;
Co::set(['hook_flags' => SWOOLE_HOOK_ALL]);
Co\run(function () {
    $server = new Server('127.0.0.1', 0);
    $gate = new Swoole\Coroutine\Channel(1);
    $server->handle('/', fn ($request, $response) => $response->end('quick'));
    $server->handle('/slow', fn ($request, $response) => $response->end($gate->pop()));
    $server->handle('/stop', function ($request, $response) use ($server) {
        $server->shutdown();
        $response->end('stopping');
    });
    same(null, $server->shutdown(), 'not started');
    for ($round = 0; $round < 2; $round++) {
        go(function () use ($server, $gate) {
            $idle = TestClient::tcp($server->port);
            Http::exchange($idle, Http::request('GET', '/'));
            $slow = TestClient::tcp($server->port)->send(Http::request('GET', '/slow'));
            $stop = TestClient::tcp($server->port);
            $answer = Http::exchange($stop, Http::request('GET', '/stop'));
            same(['stopping', 'keep-alive'], [$answer->body, $answer->field('Connection')], 'the one that stops');
            check($stop->isClosed() && $idle->isClosed(), 'closed');
            $gate->push('answered');
            same('answered', Http::read($slow)->body, 'under way');
            check($slow->isClosed(), 'closed afterwards');
        });
        same([true, SOCKET_ECANCELED], [$server->start(), $server->errCode], 'start()');
    }
});
?>
--EXPECT--
