--TEST--
the file of a unix socket is gone after a shutdown, so that a server can start there again
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode, string $name) {
    $path = Scratch::path("$name.sock");
    $start = fn () => TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UNIX_STREAM, [],
        ['receive' => fn ($server, $fd) => $server->send($fd, 'x')], $path));
    $t = $start();
    same('x', TestClient::unix($path)->send('x')->read(1), 'echo');
    $t->stop();
    same(false, file_exists($path), 'file after a shutdown');
    $start();
    same('x', TestClient::unix($path)->send('x')->read(1), 'echo after a new start');
});
?>
--EXPECT--
BASE done
PROCESS done
