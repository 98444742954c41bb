--TEST--
reload_async: while an old worker waits for its timer, its successor already serves
--FILE--
<?php
// better than the reference: there, now and then, the successor comes only when the old worker has gone.
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_wait_time' => 10, 'reload_async' => true], [
    'receive' => function ($server, $fd, $reactor, $data) {
        if ($data === "later\n") {
            Swoole\Timer::tick(5, function ($timer) use ($server, $fd) {
                clearstatcache();
                if (is_file(Scratch::path('go-on'))) {
                    $server->send($fd, 'late answer of ' . getmypid() . "\n");
                    Swoole\Timer::clear($timer);
                }
            });
        }
        $server->send($fd, getmypid() . "\n");
    },
]));
$client = $t->connect();
$old = $client->ask("later\n");
$t->signal(SIGUSR1);
$t->waitStarts(2);
check(alive((int) $old), 'the old worker did not wait for its timer');
same((string) $t->workers()[0], $client->ask("x\n"), 'served by');
Scratch::file('go-on', '');
same("late answer of $old", $client->line(), 'answer of the old worker');
wait_until(fn () => !alive((int) $old), 'the end of the old worker');
echo "done\n";
?>
--EXPECT--
done
