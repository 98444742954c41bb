--TEST--
PROCESS mode: max_queued_bytes goes on working for a session whose worker was killed with requests behind the one it handled
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_queued_bytes' => 4096, 'open_eof_split' => true, 'package_eof' => "\n"], [
    'receive' => function ($server, $fd, $reactor, $data) use ($t) {
        if ($data === "hang\n") {
            $t->journal->note('hangs');
            sleep(60);
        }
        $server->send($fd, strlen($data) . "\n");
    },
]));
$request = str_repeat('x', 1023) . "\n";
$client = $t->connect()->send("hang\n" . $request . $request);
$t->journal->wait('hangs');
posix_kill($t->workers()[0], SIGKILL);
same(['1024', '1024'], [$client->line(), $client->line()], 'answers to what was behind');
for ($i = 0; $i < 20; $i++) {
    same(['1024', '1024'], [$client->ask($request), $client->ask($request)], "answers in round $i");
}
echo "done\n";
?>
--EXPECT--
done
