--TEST--
an answer of type text/event-stream whose Content-Length is empty has but a head: the script sends the events with Server::send, until it closes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn ($t) => $server = Http::define($t, $mode, function ($request, $response) use (&$server) {
        $response->header('Content-Type', 'text/event-stream');
        $response->header('Content-Length', '');
        check($response->end(), 'end');
        foreach (['one', 'two'] as $event) {
            Swoole\Coroutine::sleep(0.01);
            $server->send($response->fd, "data: $event\n\n");
        }
        $server->close($response->fd);
    }));
    $answer = Http::read($t->connect()->send(Http::request('GET', '/')));
    same([200, null, null], [$answer->status, $answer->field('Content-Length'), $answer->field('Transfer-Encoding')], 'head');
    same("data: one\n\ndata: two\n\n", $answer->body, 'events');
});
?>
--EXPECT--
BASE done
PROCESS done
