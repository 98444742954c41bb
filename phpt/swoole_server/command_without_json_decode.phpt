--TEST--
command(..., json_decode: false) returns the text
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $server = $t->tcp(SWOOLE_PROCESS, [], [
        'start' => fn ($server) => $t->journal->note('answer', $server->command('echo', 0, SWOOLE_SERVER_COMMAND_MASTER, 'x', false)),
    ]);
    $server->addCommand('echo', SWOOLE_SERVER_COMMAND_MASTER, fn ($server, $data) => json_encode(['a' => 1]));
    return $server;
});
same(['{"a":1}'], $t->journal->wait('answer'), 'answer');
echo "done\n";
?>
--EXPECT--
done
