--TEST--
reload_async: while an old worker waits for its timer, its successor already serves
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_wait_time' => 5, 'reload_async' => true], [
    'receive' => function ($server, $fd) {
        Swoole\Timer::after(400, fn () => $server->send($fd, 'late answer of ' . getmypid() . "\n"));
        $server->send($fd, getmypid() . "\n");
    },
]));
$client = $t->connect();
$old = $client->ask("x\n");
$t->signal(SIGUSR1);
$t->waitStarts(2);
check(alive((int) $old), 'the old worker did not wait for its timer');
same("late answer of $old", $client->line(), 'answer of the old worker');
same((string) $t->workers()[0], $client->ask("x\n"), 'served by');
echo "done\n";
?>
--EXPECT--
done
