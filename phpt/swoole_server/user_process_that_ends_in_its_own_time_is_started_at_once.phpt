--TEST--
a user process that works for a moment and returns, again and again, is not taken for a crash loop
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// the reference starts again at once whatever it was
$t = TestServer::start(function (TestServer $t) {
    $server = $t->tcp(SWOOLE_PROCESS, [], []);
    $server->addProcess(new Swoole\Process(fn () => $t->journal->note('up') || usleep(60_000)));
    return $server;
});
$started = microtime(true);
$t->journal->wait('up', 15);
// Slowed down it would take 8 s.
check(microtime(true) - $started < 5, 'fifteen runs of 60 ms took ' . (microtime(true) - $started) . ' s');
same(0, $t->stop(), 'exit code');
echo "done\n";
?>
--EXPECT--
done
