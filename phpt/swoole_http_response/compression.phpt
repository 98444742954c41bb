--TEST--
bodies are compressed as client and settings allow
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->header('Content-Type', $request->get['t'] ?? 'text/html; charset=utf-8');
        if (isset($request->get['e'])) {
            $response->header('Content-Encoding', $request->get['e']);
        }
        $response->end(str_repeat('a', (int) $request->get['n']));
    }, ['http_compression_min_length' => 100, 'http_compression_types' => ['text/html'], 'http_compression_level' => 5]);
    $coding = fn (string $query, string $accept) => Http::get($t, "/?$query", ['Accept-Encoding' => $accept]);
    foreach (['gzip' => 'gzdecode', 'deflate' => 'gzuncompress'] as $name => $decode) {
        $answer = $coding('n=1000', $name);
        same([$name, 'Accept-Encoding'], [$answer->field('Content-Encoding'), $answer->field('Vary')], $name);
        same(str_repeat('a', 1000), $decode($answer->body), "$name decoded");
    }
    same('br', $coding('n=1000', 'gzip, deflate, br, zstd')->field('Content-Encoding'), 'the best');
    same('zstd', $coding('n=1000', 'zstd, br;q=0')->field('Content-Encoding'), 'zstd');
    foreach ([['n=1000', 'identity'], ['n=99', 'gzip'], ['n=1000&t=image/png', 'gzip'], ['n=1000', 'gzip;q=0']] as [$query, $accept]) {
        same(null, $coding($query, $accept)->field('Content-Encoding'), "$query $accept");
    }
    same(['x', 1000], [($a = $coding('n=1000&e=x', 'gzip'))->field('Content-Encoding'), strlen($a->body)], 'encoded already');
    $off = Http::server($mode, fn ($request, $response) => $response->end(str_repeat('a', 1000)), ['http_compression' => false]);
    same(null, Http::get($off, '/', ['Accept-Encoding' => 'gzip'])->field('Content-Encoding'), 'off');
});
?>
--EXPECT--
BASE done
PROCESS done
