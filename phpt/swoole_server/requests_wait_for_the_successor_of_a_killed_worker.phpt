--TEST--
PROCESS mode: what a killed worker had not taken yet is served by its successor
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => function ($server, $fd, $reactor, $data) use ($t) {
        if ($data === "block\n") {
            $t->journal->note('blocked');
            sleep(20);
        }
        $server->send($fd, getmypid() . "\n");
    },
]));
$first = $t->connect()->send("block\n");
$t->journal->wait('blocked');
$second = $t->connect()->send("x\n");
$third = $t->connect()->send("y\n");
usleep(20_000);
posix_kill($t->workers()[0], SIGKILL);
$t->waitStarts(2);
same((string) $t->workers()[0], $second->line(), 'second served by');
same((string) $t->workers()[0], $third->line(), 'third served by');
echo "done\n";
?>
--EXPECT--
done
