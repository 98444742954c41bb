--TEST--
get: as $_GET, null without a query
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end(json_encode($request->get)));
    $get = fn (string $query) => json_decode(Http::get($t, $query)->body, true);
    same(['a' => '1', 'b' => ['x' => ['2', '3']], 'c_d' => '4', 'e' => 'f g', 'h' => ''], $get('/?a=1&b[x][]=2&b%5Bx%5D[]=3&c.d=4&e=f+g&h&=i'), 'query');
    same(null, $get('/'), 'no query');
    same(null, $get('/?'), 'empty query');
});
?>
--EXPECT--
BASE done
PROCESS done
