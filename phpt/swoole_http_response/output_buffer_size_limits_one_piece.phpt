--TEST--
output_buffer_size, in PROCESS mode: end() and write() of more are false, and the answer can still be given otherwise
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $large = str_repeat('a', 8192);
        $result = match ($request->server['request_uri']) {
            '/end' => $response->end($large),
            '/write' => $response->write($large),
        };
        $code = $result ? 0 : swoole_last_error();
        $response->end("$code");
    }, ['output_buffer_size' => 4096, 'http_compression' => false]);
    $limited = $mode === SWOOLE_PROCESS;
    $whole = str_repeat('a', 8192);
    same($limited ? (string) SWOOLE_ERROR_DATA_LENGTH_TOO_LARGE : $whole, Http::get($t, '/end')->body, 'end');
    same($limited ? (string) SWOOLE_ERROR_DATA_LENGTH_TOO_LARGE : "{$whole}0", Http::get($t, '/write')->body, 'write');
    $limited && $t->waitLog('exceeds the output buffer size[4096]');
});
?>
--EXPECT--
BASE done
PROCESS done
