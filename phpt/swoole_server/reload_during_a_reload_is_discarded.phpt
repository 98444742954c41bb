--TEST--
PROCESS mode: a reload that comes while another is going on is discarded
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
    },
    'beforeReload' => $t->noting('beforeReload'), 'afterReload' => $t->noting('afterReload'),
]));
$client = $t->connect()->send('x');
$t->journal->wait('busy');
$t->signal(SIGUSR1);
$t->journal->wait('beforeReload');
$t->signal(SIGUSR1);
usleep(50_000);
Scratch::file('go-on', '');
$t->journal->wait('afterReload');
$t->waitStarts(2);
stays(fn () => $t->starts() === 2, 'the second worker');
same(1, $t->journal->count('beforeReload'), 'number of onBeforeReload');
echo "done\n";
?>
--EXPECT--
done
