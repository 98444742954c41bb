--TEST--
getContent, rawContent, getData, getMethod, isCompleted
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end(serialize([$request->getContent(), $request->rawContent(), $request->getData(), $request->getMethod(), $request->isCompleted()])));
    $bytes = Http::request('PURGE', '/', [], "a\0b");
    same(["a\0b", "a\0b", $bytes, 'PURGE', true], unserialize(Http::exchange($t->connect(), $bytes)->body), 'with a body');
    $bytes = Http::request('GET', '/');
    same(['', '', $bytes, 'GET', true], unserialize(Http::exchange($t->connect(), $bytes)->body), 'without one');
    $bytes = Http::request('POST', '/', ['Transfer-Encoding' => 'chunked']) . "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n";
    same(['abc', 'abc', $bytes, 'POST', true], unserialize(Http::exchange($t->connect(), $bytes)->body), 'chunked');
});
?>
--EXPECT--
BASE done
PROCESS done
