--TEST--
a form in parts that is none is answered 400, one with too many parts 413, without the script
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => Http::define($t, $mode, function ($request, $response) use ($t) {
        $t->journal->note('request');
        $response->end('x');
    }, ['http_max_upload_parts' => 2]));
    $part = "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
    foreach ([["$part", 400], ["$part--YY--", 400], ["--XX\r\nbad head\r\n\r\n--XX--", 400], ["$part$part$part--XX--", 413]] as [$body, $status]) {
        $client = $t->connect();
        same($status, Http::exchange($client, Http::request('POST', '/', ['Content-Type' => 'multipart/form-data; boundary=XX'], $body))->status, $body);
        check($client->isClosed(), 'closed');
    }
    same(400, Http::ask($t, 'POST', '/', ['Content-Type' => 'multipart/form-data'], 'x')->status, 'no boundary');
    same(0, $t->journal->count('request'), 'requests');
    same(200, Http::ask($t, 'POST', '/', ['Content-Type' => 'multipart/form-data; boundary=XX'], "$part$part--XX--")->status, 'two parts');
});
?>
--EXPECT--
BASE done
PROCESS done
