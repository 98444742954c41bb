--TEST--
sendfile(): a whole file, and a part by offset and length
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::file('data.txt', str_repeat('0123456789', 20_000));
both_modes(function (int $mode) use ($file) {
    $t = Http::server($mode, fn ($request, $response) => $response->sendfile($file, ...array_map('intval', array_values($request->get ?? []))));
    same(file_get_contents($file), Http::ask($t, 'GET', '/')->body, 'whole');
    same('34567', Http::ask($t, 'GET', '/?offset=3&length=5')->body, 'part');
});
?>
--EXPECT--
BASE done
PROCESS done
