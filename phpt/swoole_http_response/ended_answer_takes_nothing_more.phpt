--TEST--
after end() every method is false, quietly
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        same(true, $response->isWritable(), 'before');
        $response->end('x');
        [, $seen] = with_warnings(fn () => same(array_fill(0, 11, false), [$response->isWritable(), $response->end(), $response->write('x'), $response->header('a', 'b'),
            $response->status(200), $response->cookie('a', 'b'), $response->trailer('a', 'b'), $response->redirect('/'), $response->sendfile(__FILE__),
            $response->detach(), $response->upgrade()], 'afterwards'));
        same([], $seen, 'warnings');
        same(SWOOLE_ERROR_HTTP_CONTEXT_UNAVAILABLE, swoole_last_error(), 'last error');
    });
    same('x', Http::get($t, '/')->body, 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
