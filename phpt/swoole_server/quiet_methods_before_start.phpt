--TEST--
before start() some methods answer without a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
[$results, $warnings] = with_warnings(fn () => [
    $server->getLastError(), $server->shutdown(), $server->getWorkerId(), $server->getWorkerPid(),
    $server->getManagerPid(), $server->getMasterPid(), count($server->connections),
]);
same([0, false, false, false, 0, 0, 0], $results, 'results');
same([], $warnings, 'warnings');
echo "done\n";
?>
--EXPECT--
done
