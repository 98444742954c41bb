--TEST--
command() works in the master only
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $server = $t->tcp(SWOOLE_PROCESS, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode(@$server->command('echo', 0,
            SWOOLE_SERVER_COMMAND_EVENT_WORKER, 'x')) . "\n"),
    ]);
    $server->addCommand('echo', SWOOLE_SERVER_COMMAND_EVENT_WORKER, fn ($server, $data) => '1');
    return $server;
});
same('false', $t->connect()->ask("x\n"), 'result');
echo "done\n";
?>
--EXPECT--
done
