--TEST--
PROCESS mode, dispatch_mode 10: a request goes to the worker with the fewest that wait for their answer
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => Http::define($t, SWOOLE_PROCESS, function ($request, $response) use (&$server, $t) {
    if ($request->server['request_uri'] === '/stay') {
        $t->journal->note('stays', $server->worker_id);
        Co::sleep(PATIENCE);
    }
    $response->end((string) $server->worker_id);
}, ['worker_num' => 2, 'dispatch_mode' => SWOOLE_DISPATCH_CONCURRENT_LB], ['workerStart' => function ($it) use (&$server) {
    $server = $it;
    // Coroutines of other things do not count.
    $it->worker_id === 0 && go(fn () => Co::sleep(PATIENCE));
}]));
$waiting = $t->connect()->send(Http::request('GET', '/stay'));
[$busy] = $t->journal->wait('stays');
$client = $t->connect();
$counts = [0, 0];
for ($i = 0; $i < 20; $i++) {
    $counts[(int) Http::exchange($client, Http::request('GET', '/'))->body]++;
    usleep(1000);
}
check($counts[1 - $busy] > 15, "requests of each worker: {$counts[0]}, {$counts[1]}; busy: $busy");
?>
--EXPECT--
