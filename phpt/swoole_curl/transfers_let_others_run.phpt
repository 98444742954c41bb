--TEST--
curl_exec() waits while others run: many transfers at once, to a server of the same process; a handle keeps its connection
--EXTENSIONS--
curl
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
const ALL = 20;
$together = 0;
$handlers = [
    '/together' => function ($request, $response) use (&$together) {
        // Nobody is answered before all are there.
        for ($together++; $together < ALL;) {
            Co::sleep(0.001);
        }
        $response->end('together');
    },
    '/port' => fn ($request, $response) => $response->end($request->server['remote_port']),
    '/large' => function ($request, $response) {
        for ($i = 0; $i < 100; $i++) {
            $response->write(str_repeat('x', 20_000));
            $i % 10 || Co::sleep(0.001);
        }
        $response->end();
    },
    '/length' => fn ($request, $response) => $response->end(strlen($request->getContent())),
];
CoHttp::run($handlers, function (CoHttp $t) {
    $make = function (string $path, array $options = []) use ($t) {
        $curl = curl_init("http://127.0.0.1:{$t->server->port}$path");
        curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_PROXY => '']);
        curl_setopt_array($curl, $options);
        return $curl;
    };
    $ids = [];
    for ($i = 0; $i < ALL; $i++) {
        $ids[] = go(fn () => same('together', curl_exec($make('/together')), 'one of many'));
    }
    Co::join($ids);
    $curl = $make('/port');
    $port = curl_exec($curl);
    same([$port, 0], [curl_exec($curl), curl_getinfo($curl, CURLINFO_NUM_CONNECTS)], 'the connection is kept');
    $length = 0;
    $large = $make('/large', [CURLOPT_WRITEFUNCTION => function ($curl, $bytes) use (&$length) {
        Co::sleep(0.001);
        $length += strlen($bytes);
        return strlen($bytes);
    }]);
    same([true, 2_000_000], [curl_exec($large), $length], 'a callback that waits');
    same('1500000', curl_exec($make('/length', [CURLOPT_POSTFIELDS => str_repeat('y', 1_500_000)])), 'what is sent waits too');
    $inner = $make('/port', [CURLOPT_HEADERFUNCTION => function ($curl, $line) use ($make) {
        same(true, is_numeric(curl_exec($make('/port'))), 'one within another');
        return strlen($line);
    }]);
    same(true, is_numeric(curl_exec($inner)), 'the other');
    unset($curl);
});
?>
--EXPECT--
