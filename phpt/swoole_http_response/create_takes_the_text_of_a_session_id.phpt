--TEST--
Response::create() takes the text of a session id, as a task gets it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->detach();
        foreach (['x', '', '1x', null] as $bad) {
            check(str_starts_with(thrown_by(fn () => Swoole\Http\Response::create($bad)), "TypeError"), var_export($bad, true));
        }
        same(false, @Swoole\Http\Response::create(), 'none');
        same(false, @Swoole\Http\Response::create('0'), 'zero');
        Swoole\Http\Response::create((string) $response->fd)->end('text');
    });
    same('text', Http::ask($t, 'GET', '/')->body, 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
