--TEST--
a file that is included in onWorkerStart is read again after a reload
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::file('version.php', '<?php return "one";');
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'workerStart' => function () use ($file) {
        $GLOBALS['version'] = include $file;
    },
    'receive' => fn ($server, $fd) => $server->send($fd, $GLOBALS['version'] . "\n"),
]));
$client = $t->connect();
echo $client->ask("x\n"), "\n";
Scratch::file('version.php', '<?php return "two";');
$t->signal(SIGUSR1);
$t->waitStarts(2);
echo $client->ask("x\n"), "\n";
?>
--EXPECT--
one
two
