--TEST--
a user process that returns at once is started again at a slowing rate
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $server = $t->tcp(SWOOLE_PROCESS, [], []);
    $server->addProcess(new Swoole\Process(fn () => $t->journal->note('up')));
    return $server;
});
$t->journal->wait('up', 4);
usleep(800_000);
check($t->journal->count('up') < 15, $t->journal->count('up') . ' starts');
same(0, $t->stop(), 'exit code');
echo "done\n";
?>
--EXPECT--
done
