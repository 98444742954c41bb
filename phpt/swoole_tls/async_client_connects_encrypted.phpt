--TEST--
Swoole\Async\Client with SWOOLE_SSL: connect is told when the handshake is done; a handshake that fails is an error
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$ca = Tls::authority();
$settings = $ca->certificate('localhost') + ['open_length_check' => true, 'package_max_length' => 4 << 20];
$t = TestServer::start(fn (TestServer $t) => $t->make(SWOOLE_BASE, SWOOLE_SOCK_TCP | SWOOLE_SSL, $settings, ['receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data)]));
$large = pack('N', 3_000_000) . str_repeat('x', 3_000_000);
$connect = function (array $settings) use ($t, $large) {
    $client = new Swoole\Async\Client(SWOOLE_SOCK_TCP | SWOOLE_SSL);
    $client->set($settings + ['open_length_check' => true, 'package_max_length' => 4 << 20]);
    $client->on('connect', fn ($client) => $client->send($large));
    $client->on('error', function ($client) { echo 'error ', $client->errCode === SWOOLE_ERROR_SSL_VERIFY_FAILED ? 'of verification' : $client->errCode, "\n"; });
    $client->on('close', function () { echo "closed\n"; });
    $client->on('receive', function ($client, $data) use ($large) {
        echo $data === $large ? "the same\n" : "something else\n";
        $client->close();
    });
    $client->connect('127.0.0.1', $t->port, PATIENCE);
    Swoole\Event::wait();
};
$connect(['ssl_verify_peer' => true, 'ssl_cafile' => $ca->file]);
Swoole\Coroutine::set(['log_level' => SWOOLE_LOG_NONE]);
$connect(['ssl_verify_peer' => true]);
?>
--EXPECT--
the same
closed
error of verification
