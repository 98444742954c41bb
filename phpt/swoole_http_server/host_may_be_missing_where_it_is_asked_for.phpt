--TEST--
HTTP/1.1 without Host is answered where http_require_host is off, or php.ini says so; two of them never are
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$without = "GET / HTTP/1.1\r\nConnection: close\r\n\r\n";
$twice = "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n";
foreach ([
    ['1', [], 400],
    ['1', ['http_require_host' => false], 200],
    ['0', [], 200],
    ['0', ['http_require_host' => true], 400],
] as [$ini, $settings, $status]) {
    ini_set('swoole.http_require_host', $ini);
    both_modes(function (int $mode) use ($settings, $status, $without, $twice) {
        $t = Http::server($mode, fn ($request, $response) => $response->end(json_encode($request->header)), $settings);
        $answer = Http::exchange($t->connect(), $without);
        same($status, $answer->status, 'without');
        if ($status === 200) {
            same('{"connection":"close"}', $answer->body, 'its fields');
        }
        same(400, Http::exchange($t->connect(), $twice)->status, 'two');
        same(400, Http::exchange($t->connect(), "GET / HTTP/1.1\r\nHost: a b\r\n\r\n")->status, 'malformed');
    });
    CoHttp::run(['/' => fn ($request, $response) => $response->end('ok')], function (CoHttp $t) use ($status, $without) {
        same($status, Http::exchange($t->connect(), $without)->status, 'Coroutine\Http\Server');
    }, $settings);
}
?>
--EXPECT--
BASE done
PROCESS done
BASE done
PROCESS done
BASE done
PROCESS done
BASE done
PROCESS done
