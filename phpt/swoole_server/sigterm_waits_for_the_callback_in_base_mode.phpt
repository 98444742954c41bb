--TEST--
BASE mode with one worker: SIGTERM lets the callback end, then the server ends
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => function ($server, $fd) use ($t) {
        $t->journal->note('begin');
        usleep(150_000);
        $server->send($fd, "answer\n");
        $t->journal->note('end');
    },
    'workerStop' => $t->noting('stop'),
]));
$client = $t->connect()->send('x');
$t->journal->wait('begin');
$t->signal(SIGTERM);
same('answer', $client->line(), 'answer');
same(0, $t->waitEnd(), 'exit code');
same(['begin', 'end', 'stop'], array_column($t->journal->all('begin', 'end', 'stop'), 0), 'order');
echo "done\n";
?>
--EXPECT--
done
