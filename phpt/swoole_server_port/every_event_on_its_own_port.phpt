--TEST--
Port::on(): connect, receive, close and packet of a port go to its own callbacks
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $wrong = fn (string $event) => fn () => $t->journal->note("wrong $event");
        $server = $t->tcp($mode, [], ['connect' => $wrong('connect'), 'receive' => $wrong('receive'), 'close' => $wrong('close'),
            'packet' => $wrong('packet')]);
        $port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        foreach (['connect', 'receive', 'close'] as $event) {
            same(true, $port->on($event, $t->noting($event)), 'what on() returned');
        }
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_UDP)->on('packet', fn ($server, $data) => $t->journal->note('packet', $data));
        return $server;
    });
    $client = $t->connect(1)->send('x');
    $t->journal->wait('receive');
    $client->close();
    $t->journal->wait('close');
    TestClient::udp($t->ports[2])->send('y');
    $t->journal->wait('packet');
    same([['connect', 1, 0], ['receive', 1, 0, 'x'], ['close', 1, 0], ['packet', 'y']],
        array_values(array_filter($t->journal->entries(), fn ($e) => !str_starts_with($e[0], 'harness'))), 'events');
});
?>
--EXPECT--
BASE done
PROCESS done
