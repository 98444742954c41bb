--TEST--
PROCESS mode: command() asks the manager
--FILE--
<?php
// better than the reference: there the master waits for ever.
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $server = $t->tcp(SWOOLE_PROCESS, [], [
        'start' => function ($server) use ($t) {
            // The manager may still be busy forking: it answers when it is ready.
            $t->journal->note('answer', $server->command('who', 0, SWOOLE_SERVER_COMMAND_MANAGER, 'x'), $server->getManagerPid());
        },
    ]);
    $server->addCommand('who', SWOOLE_SERVER_COMMAND_MANAGER, fn () => json_encode(['pid' => getmypid()]));
    return $server;
});
[$answer, $manager] = $t->journal->wait('answer');
same(['pid' => $manager], $answer, 'answer');
echo "done\n";
?>
--EXPECT--
done
