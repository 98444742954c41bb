--TEST--
PROCESS mode: a client that floods a blocked worker does not hold up clients of the other worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2], [
    'receive' => function ($server, $fd, $reactor, $data) use ($t) {
        if (!$t->journal->count('blocked')) {
            $t->journal->note('blocked', $server->worker_id);
            while (!is_file(Scratch::path('go-on'))) {
                clearstatcache();
                usleep(1000);
            }
        }
        $server->send($fd, (string) $server->worker_id);
    },
]));
$flood = $t->connect()->send('x');
[$blocked] = $t->journal->wait('blocked');
stream_set_blocking($flood->stream, false);
for ($sent = 0, $idle = 0; $sent < 16 << 20 && $idle < 20; $sent += (int) $n) {
    $n = @fwrite($flood->stream, str_repeat('y', 65536));
    $n ? $idle = 0 : $idle++ && usleep(1000);
}
$other = null;
for ($i = 0; $i < 2; $i++) {
    $clients[] = $client = $t->connect();
    $client->send('z');
    if ($client->readable(0.5)) {
        $other = $client;
    }
}
check($other !== null, 'nobody was served while one worker was blocked');
same((string) (1 - $blocked), $other?->read(1), 'served by');
Scratch::file('go-on', '');
foreach ($clients as $client) {
    if ($client !== $other) {
        same((string) $blocked, $client->read(1), 'served by the worker that was blocked');
    }
}
echo "done\n";
?>
--EXPECT--
done
