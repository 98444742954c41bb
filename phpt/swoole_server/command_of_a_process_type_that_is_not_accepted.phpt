--TEST--
command() for a kind of process that the command does not accept: false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $server = $t->tcp(SWOOLE_PROCESS, [], [
        'start' => fn ($server) => $t->journal->note('answer', @$server->command('who', 0, SWOOLE_SERVER_COMMAND_EVENT_WORKER, 'x')),
    ]);
    $server->addCommand('who', SWOOLE_SERVER_COMMAND_MASTER, fn () => '1');
    return $server;
});
same([false], $t->journal->wait('answer'), 'answer');
echo "done\n";
?>
--EXPECT--
done
