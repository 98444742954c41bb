--TEST--
DTLS: a UDP port with SWOOLE_SSL has sessions, with onConnect, onReceive, framing and close; each peer has its own; what is no greeting is dropped
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$ca = Tls::authority();
$settings = $ca->certificate('localhost') + ['open_eof_split' => true, 'package_eof' => "\n"];
both_modes(function (int $mode) use ($ca, $settings) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP | SWOOLE_SSL, $settings, [
        'connect' => $t->noting('connect'),
        'close' => $t->noting('close'),
        'receive' => fn ($server, $fd, $reactor, $data) => $data === "bye\n" ? $server->close($fd) : $server->send($fd, "$fd $data"),
    ]));
    TestClient::udp($t->port)->send('nonsense');
    $connect = function (string $class) use ($t, $ca) {
        $client = new $class(SWOOLE_SOCK_UDP | SWOOLE_SSL);
        $client->set(['ssl_verify_peer' => true, 'ssl_cafile' => $ca->file, 'ssl_host_name' => 'localhost', 'open_eof_split' => true, 'package_eof' => "\n"]);
        same(true, $client->connect('127.0.0.1', $t->port, PATIENCE), "$class connects");
        return $client;
    };
    [$one, $two] = [$connect(Swoole\Client::class), $connect(Swoole\Client::class)];
    $large = str_repeat('x', 15_000);
    $one->send("one\n");
    $two->send("two\nthree\n");
    $one->send("$large\n");
    same("1 one\n", $one->recv(), 'first');
    same("1 $large\n", $one->recv(), 'large');
    same(["2 two\n", "2 three\n"], [$two->recv(), $two->recv()], 'two in one datagram');
    $two->send("bye\n");
    same('', $two->recv(), 'the end');
    $one->close();
    $t->journal->wait('close', 2);
    Co\run(function () use ($connect) {
        $client = $connect(Swoole\Coroutine\Client::class);
        $client->send("coroutine\n");
        same("3 coroutine\n", $client->recv(), 'in a coroutine');
    });
    $t->journal->wait('close', 3);
    same(3, $t->journal->count('connect'), 'sessions');
    same('', $t->logged(), 'log');
});
?>
--EXPECT--
BASE done
PROCESS done
