--TEST--
PROCESS mode: an uncaught exception in onConnect or onClose ends the worker; the server goes on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach (['connect', 'close'] as $event) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
        $event => fn () => $t->journal->count('error') === 0 ? throw new DomainException("in $event") : null,
        'workerError' => $t->noting('error'),
    ]));
    $client = $t->connect();
    if ($event === 'close') {
        same('x', $client->send('x')->read(1), 'echo');
        $client->close();
    }
    same([255, 0], array_slice($t->journal->wait('error') ?? [], 2), 'exit code and signal');
    $t->waitStarts(2);
    same('y', $t->connect()->send('y')->read(1), 'echo of the successor');
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
