--TEST--
worker_max_concurrency: what comes beyond waits in its worker, first come, first served; what waits when the worker's time is up gets 503
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
both_modes(function (int $mode) {
    $journal = new Journal();
    $t = Http::server($mode, function ($request, $response) use ($journal) {
        $uri = $request->server['request_uri'];
        $journal->note('began', $uri, Coroutine::stats()['coroutine_num']);
        if ($uri === '/stuck') {
            Coroutine::sleep(100);
        }
        Coroutine::sleep(0.02);
        $response->end($uri);
    }, ['worker_max_concurrency' => 2, 'max_wait_time' => 1]);
    $clients = array_map(fn () => $t->connect(), range(0, 6));
    foreach ($clients as $nth => $client) {
        $client->send(Http::request('GET', "/$nth"));
    }
    foreach ($clients as $nth => $client) {
        $answer = Http::read($client);
        same([200, "/$nth"], [$answer->status, $answer->body], "client $nth");
    }
    $began = $journal->all('began');
    $numbers = array_map(fn ($entry) => (int) substr($entry[1], 1), $began);
    sort($numbers);
    same(range(0, 6), $numbers, 'each once');
    same(2, max(array_column($began, 2)), 'two at a time');
    // One that has gone is passed over; one that waits when the worker has to end is told so.
    $stuck = array_map(fn () => $t->connect()->send(Http::request('GET', '/stuck')), range(0, 1));
    $journal->wait('began', 9);
    $late = $t->connect()->send(Http::request('GET', '/late'));
    stays(fn () => $journal->count('began') === 9, 'it waits');
    posix_kill($t->workers()[0], SIGTERM);
    same(503, Http::read($late)->status, 'the one that waited');
});
?>
--EXPECT--
BASE done
PROCESS done
