<?php
/**
 * Clients that send the head of a request, or its body, a byte at a time: all of them are told 408 and closed at the limit, and others are served
 * without delay all the while. Both modes.
 */
require_once __DIR__ . '/bootstrap.php';

/** Seconds for a head and for a body. */
const LIMIT = 4;

$count = rounds(800);
may_take(300);
$kinds = [
    'slow head' => ["GET / HTTP/1.1\r\nHost: localhost\r\n", 'X-A: b', "\r\n"],
    'slow body' => ["POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n", 'x', ''],
];
foreach (['PROCESS' => SWOOLE_PROCESS, 'BASE' => SWOOLE_BASE] as $name => $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end('hello'),
        ['http_header_timeout' => LIMIT, 'http_body_timeout' => LIMIT, 'max_connection' => 2000]);
    foreach ($kinds as $kind => [$begin, $more, $end]) {
        $clients = $closed = $said = [];
        for ($i = 0; $i < $count; $i++) {
            $clients[$i] = $t->connect()->send($begin)->stream;
            stream_set_blocking($clients[$i], false);
        }
        [$opened, $answered, $slowest, $trickled] = [microtime(true), 0, 0.0, 0.0];
        $good = $t->connect();
        while ($clients && microtime(true) < $opened + 3 * LIMIT) {
            $asked = microtime(true);
            same('hello', Http::exchange($good, Http::request('GET', '/'))->body, 'a good client');
            $slowest = max($slowest, microtime(true) - $asked);
            $answered++;
            if ($asked - $trickled > 0.5) {
                $trickled = $asked;
                foreach ($clients as $i => $client) {
                    @fwrite($client, $more . $end);
                }
            }
            foreach ($clients as $i => $client) {
                $said[$i] = ($said[$i] ?? '') . @fread($client, 1000);
                if (feof($client)) {
                    $closed[$i] = microtime(true) - $opened;
                    fclose($client);
                    unset($clients[$i]);
                }
            }
            usleep(10_000);
        }
        $told = count(array_filter($said, fn ($text) => str_starts_with($text, 'HTTP/1.1 408 ')));
        figure("$name, $kind: connections closed", count($closed));
        figure("$name, $kind: told 408", $told);
        figure("$name, $kind: seconds until the first was closed", min($closed ?: [0]));
        figure("$name, $kind: seconds until the last was", max($closed ?: [0]));
        figure("$name, $kind: answers to others meanwhile", $answered);
        figure("$name, $kind: the slowest of these, in ms", 1000 * $slowest);
        same($count, count($closed), "$name, $kind: closed");
        same($count, $told, "$name, $kind: told 408");
        check(max($closed) < LIMIT + 3, "$name, $kind: one was open for " . max($closed) . ' s');
        $good->close();
    }
    same(0, $t->stop(), 'exit code');
}
