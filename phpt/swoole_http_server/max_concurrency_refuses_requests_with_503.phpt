--TEST--
max_concurrency: requests beyond what the server may work on at a time get 503; those that a dead worker had count no more
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
both_modes(function (int $mode) {
    $journal = new Journal();
    $t = null;
    $t = Http::server($mode, function ($request, $response) use ($journal, &$server) {
        if ($request->server['request_uri'] === '/stats') {
            return $response->end(json_encode($server->stats()));
        }
        $journal->note('began');
        Coroutine::sleep($request->server['request_uri'] === '/long' ? 100 : 0.01);
        $response->end('done');
    }, ['worker_num' => 2, 'max_concurrency' => 3], ['workerStart' => function ($own) use (&$server) {
        $server = $own;
    }]);
    $busy = array_map(fn () => $t->connect()->send(Http::request('GET', '/long')), range(0, 1));
    $journal->wait('began', 2);
    same(3, json_decode(Http::get($t, '/stats')->body, true)['concurrency'], 'two and the one that asks');
    $busy[] = $t->connect()->send(Http::request('GET', '/long'));
    $journal->wait('began', 3);
    $refused = $t->connect()->send(Http::request('GET', '/'));
    same([503, true], [Http::read($refused)->status, $refused->isClosed()], 'the fourth');
    foreach ($t->workers() as $worker) {
        posix_kill($worker, SIGKILL);
    }
    wait_until(function () use ($t) {
        try {
            return Http::get($t, '/')->status === 200;
        } catch (Throwable) {
            return false;
        }
    }, 'an answer of the successors');
});
?>
--EXPECT--
BASE done
PROCESS done
