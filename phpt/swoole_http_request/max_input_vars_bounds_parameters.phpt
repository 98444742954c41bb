--TEST--
max_input_vars bounds what a query, a form and cookies can fill
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    ini_set('max_input_vars', '10');
    $t = TestServer::start(fn (TestServer $t) => Http::define($t, $mode, function ($request, $response) {
        $response->end(json_encode([count((array) @$request->get), count((array) @$request->cookie)]));
    }));
    $many = fn (string $glue) => implode($glue, array_map(fn ($n) => "v$n=1", range(1, 100)));
    $counts = json_decode(Http::get($t, '/?' . $many('&'), ['Cookie' => $many('; ')])->body, true);
    check($counts[0] <= (int) ini_get('max_input_vars') && $counts[1] <= (int) ini_get('max_input_vars'), json_encode($counts) . ' of ' . ini_get('max_input_vars'));
});
?>
--EXPECT--
BASE done
PROCESS done
