--TEST--
BASE mode: a reload ends the connections of the old workers, with onClose
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 2], ['close' => $t->noting('close')]));
$client = $t->connect();
same('x', $client->send('x')->read(1), 'echo');
$t->signal(SIGUSR1);
check($client->isClosed(), 'connection still open');
$t->waitStarts(4);
same([1, -1], $t->journal->first('close'), 'onClose');
same('y', $t->connect()->send('y')->read(1), 'echo after the reload');
echo "done\n";
?>
--EXPECT--
done
