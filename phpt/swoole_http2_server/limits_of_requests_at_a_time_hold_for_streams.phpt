--TEST--
max_concurrency refuses streams and worker_max_concurrency makes them wait
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    foreach (['max_concurrency' => [200, 200, 503, 503], 'worker_max_concurrency' => [200, 200, 200, 200]] as $setting => $expected) {
        $t = Http2::server($mode, function ($request, $response) {
            Co::sleep(0.1);
            $response->end('done');
        }, [$setting => 2]);
        Http2::run($t, function ($client) use ($expected, $setting) {
            for ($i = 0; $i < 4; $i++) {
                $client->send(Http2::request('/'));
            }
            for ($i = 0; $i < 4; $i++) {
                $found[] = $client->recv()->statusCode;
            }
            sort($found);
            same($expected, $found, $setting);
            same(200, Http2::get($client, '/')->statusCode, 'and on');
        });
    }
});
?>
--EXPECT--
BASE done
PROCESS done
