--TEST--
fifty clients ask a server at the same time
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
$t = Http::server(SWOOLE_BASE, function ($request, $response) {
    Co::sleep(0.01);
    $response->end($request->get['n']);
});
$right = 0;
Co\run(function () use ($t, &$right) {
    for ($i = 0; $i < 50; $i++) {
        go(function () use ($t, $i, &$right) {
            $client = new Client('127.0.0.1', $t->port);
            $client->set(['timeout' => 3 * PATIENCE]);
            for ($n = 0; $n < 4; $n++) {
                $right += $client->get("/?n=$i.$n") && $client->body === "$i.$n";
            }
        });
    }
});
same(200, $right, 'answers');
echo "done\n";
?>
--EXPECT--
done
