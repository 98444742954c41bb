--TEST--
PROCESS mode: connections wait until onStart has returned
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'start' => function () use ($t) {
        $t->journal->note('start-begins');
        usleep(150_000);
        $t->journal->note('start-ends');
    },
    'connect' => $t->noting('connect'),
]));
$client = $t->connect();
$t->journal->wait('connect');
same(['start-begins', 'start-ends', 'connect'],
    array_column($t->journal->all('start-begins', 'start-ends', 'connect'), 0), 'order');
echo "done\n";
?>
--EXPECT--
done
