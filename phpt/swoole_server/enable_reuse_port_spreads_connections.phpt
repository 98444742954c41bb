--TEST--
BASE mode, enable_reuse_port: each worker has its own socket, and the kernel spreads connections; what waits for a dead worker is its successor's
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 3, 'enable_reuse_port' => true], [
    'receive' => function ($server, $fd, $reactor, $data) {
        $data === "die\n" && posix_kill(posix_getpid(), SIGKILL);
        $server->send($fd, $server->worker_id . "\n");
    },
]));
$listening = preg_grep(sprintf('~: [0-9A-F]+:%04X [0-9A-F]+:0000 0A ~', $t->port), file('/proc/net/tcp'));
same(3, count($listening), 'listening sockets');
$clients = $workers = [];
for ($i = 0; $i < 60; $i++) {
    $workers[] = ($clients[] = $t->connect())->ask("x\n");
}
$counts = array_count_values($workers);
// 20 each on average, less than 5 hardly ever.
check(count($counts) === 3 && min($counts) >= 5, 'connections of each worker: ' . show($counts));
$clients[0]->send("die\n");
same('', $clients[0]->readAll(), 'the end of a connection of the one that dies');
for ($i = 0; $i < 20; $i++) {
    check(in_array($t->connect()->ask("x\n"), ['0', '1', '2'], true), 'answer');
}
same(0, $t->stop(), 'exit code');
?>
--EXPECT--
