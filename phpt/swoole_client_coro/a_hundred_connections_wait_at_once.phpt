--TEST--
a hundred clients wait at the same time
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 1], [
    'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, "got $data"),
]));
$got = 0;
Co\run(function () use ($t, &$got) {
    for ($i = 0; $i < 100; $i++) {
        go(function () use ($t, $i, &$got) {
            $client = new Client(SWOOLE_SOCK_TCP);
            check($client->connect('127.0.0.1', $t->port, PATIENCE), "connect $i: $client->errMsg");
            for ($n = 0; $n < 5; $n++) {
                $client->send("$i/$n");
                $got += $client->recv(PATIENCE) === "got $i/$n";
            }
        });
    }
});
same(500, $got, 'answers');
echo "done\n";
?>
--EXPECT--
done
