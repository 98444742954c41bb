--TEST--
BASE mode with one worker: stop() ends the whole server, as there is nobody else
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => fn ($server) => $server->stop(), 'workerStop' => $t->noting('workerStop'),
    'shutdown' => $t->noting('shutdown'),
]));
$client = $t->connect()->send('x');
same(0, $t->waitEnd(), 'exit code');
same(['workerStop', 'shutdown'], array_column($t->journal->all('workerStop', 'shutdown'), 0), 'events');
echo "done\n";
?>
--EXPECT--
done
