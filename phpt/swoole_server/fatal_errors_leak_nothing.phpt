--TEST--
PROCESS mode: 30 fatal errors in callbacks: master and manager keep the same number of descriptors
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['log_level' => SWOOLE_LOG_NONE], [
    'receive' => function ($server, $fd, $reactor, $data) {
        if ($data === 'fatal') {
            ini_set('memory_limit', '16M');
            str_repeat('x', 64 << 20);
        }
        $server->send($fd, $data);
    },
]));
$client = $t->connect();
$die = function (int $times) use ($t, $client) {
    for ($i = 0; $i < $times; $i++) {
        $next = $t->starts() + 1;
        $client->send('fatal');
        $t->waitStarts($next);
        same('x', $client->send('x')->read(1), 'echo');
    }
};
$die(2);
$manager = parent_of($t->workers()[0]);
$before = [open_descriptors($t->pid), open_descriptors($manager)];
$die(30);
wait_until(fn () => [open_descriptors($t->pid), open_descriptors($manager)] === $before, 'as many descriptors as before, ' . show($before));
echo "done\n";
?>
--EXPECT--
done
