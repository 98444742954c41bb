--TEST--
PROCESS mode: requests sent while workers are exchanged are answered
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['open_eof_split' => true, 'package_eof' => "\n"]));
$client = $t->connect();
for ($i = 0; $i < 60; $i++) {
    if ($i % 20 === 10) {
        $t->signal(SIGUSR1);
    }
    same((string) $i, $client->ask("$i\n"), 'answer');
    usleep(1000);
}
$t->waitStarts(2);
echo "done\n";
?>
--EXPECT--
done
