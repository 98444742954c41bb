--TEST--
dispatch_mode 7: requests are answered, whichever worker takes them
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'dispatch_mode' => SWOOLE_DISPATCH_STREAM]));
$client = $t->connect();
for ($i = 0; $i < 6; $i++) {
    same("request $i", $client->ask("request $i\n"), 'answer');
}
echo "done\n";
?>
--EXPECT--
done
