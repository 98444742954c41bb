--TEST--
a request that a worker is serving when a reload comes is finished and answered
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_wait_time' => 10], [
    'receive' => function ($server, $fd) use ($t) {
        $t->journal->note('busy');
        while (!is_file(Scratch::path('go-on'))) {
            clearstatcache();
            usleep(1000);
        }
        $server->send($fd, getmypid() . "\n");
    },
    'beforeReload' => $t->noting('beforeReload'),
]));
$old = $t->workers()[0];
$client = $t->connect()->send('x');
$t->journal->wait('busy');
$t->signal(SIGUSR1);
$t->journal->wait('beforeReload');
usleep(20_000);
Scratch::file('go-on', '');
same((string) $old, $client->line(), 'answered by');
echo "done\n";
?>
--EXPECT--
done
