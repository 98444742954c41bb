--TEST--
max_input_vars bounds what a query, a form and cookies can fill; that there was more is said in the log when the request comes, whether it is read or not
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        if ($request->server['path_info'] !== '/unread') {
            $counts = array_map(fn ($array) => count($array ?? []), [$request->get, $request->post, $request->cookie]);
        }
        $response->end(json_encode($counts ?? []));
    });
    $max = (int) ini_get('max_input_vars');
    $many = fn (string $glue, int $more) => implode($glue, array_map(fn ($n) => "v$n=1", range(1, $max + $more)));
    $ask = fn (string $path, int $more) => json_decode(Http::ask($t, 'POST', "$path?" . $many('&', $more), [
        'Cookie' => $many('; ', $more), 'Content-Type' => 'application/x-www-form-urlencoded',
    ], $many('&&', $more))->body);
    same([$max, $max, $max], $ask('/', 0), 'as many as there may be');
    same('', $t->logged(), 'nothing to say');
    same([$max, $max, $max], $ask('/', 5), 'more');
    $said = fn () => substr_count($t->logged(), "Input variables exceeded $max. To increase the limit change max_input_vars in php.ini.");
    same(3, $said(), 'said of each');
    same([], $ask('/unread', 5), 'unread');
    same(6, $said(), 'said of each again');
});
?>
--EXPECT--
BASE done
PROCESS done
