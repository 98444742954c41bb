--TEST--
a TCP6 server on :: takes IPv4 clients too
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_TCP6, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, $server->getClientInfo($fd)['remote_ip'] . "\n"),
    ], '::'));
    same('::1', TestClient::tcp($t->port, '[::1]')->ask("x\n"), 'IPv6 client');
    same('::ffff:127.0.0.1', TestClient::tcp($t->port)->ask("x\n"), 'IPv4 client');
});
?>
--EXPECT--
BASE done
PROCESS done
