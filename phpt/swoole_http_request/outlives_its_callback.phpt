--TEST--
a request that is kept is still whole when its callback and its client are gone
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        static $kept = [];
        $kept[] = $request;
        if (count($kept) < 3) {
            return $response->end();
        }
        $response->end(json_encode(array_map(fn ($old) => [$old->get['n'], $old->header['x-n'], $old->getContent(), $old->server['remote_addr']], $kept)));
    });
    foreach ([1, 2, 3] as $n) {
        $answer = Http::ask($t, 'POST', "/?n=$n", ['X-N' => "n$n"], "body $n");
    }
    same([['1', 'n1', 'body 1', '127.0.0.1'], ['2', 'n2', 'body 2', '127.0.0.1'], ['3', 'n3', 'body 3', '127.0.0.1']], json_decode($answer->body, true), 'requests');
});
?>
--EXPECT--
BASE done
PROCESS done
