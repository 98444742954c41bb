--TEST--
curl_multi_select() waits while others run, and says how many are ready
--EXTENSIONS--
curl
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
const ALL = 10;
$together = 0;
$handlers = ['/' => function ($request, $response) use (&$together) {
    for ($together++; $together < ALL;) {
        Co::sleep(0.001);
    }
    Co::sleep(0.02);
    $response->end('together');
}];
CoHttp::run($handlers, function (CoHttp $t) {
    $multi = curl_multi_init();
    $curls = [];
    for ($i = 0; $i < ALL; $i++) {
        $curls[] = $curl = curl_init("http://127.0.0.1:{$t->server->port}/");
        curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_PROXY => '']);
        curl_multi_add_handle($multi, $curl);
    }
    [$rounds, $most] = [0, 0];
    do {
        same(CURLM_OK, curl_multi_exec($multi, $running), 'exec');
        $most = max($most, $running ? curl_multi_select($multi, 5) : 0);
        $rounds++;
    } while ($running);
    same(array_fill(0, ALL, 'together'), array_map(curl_multi_getcontent(...), $curls), 'contents');
    check($most >= 1 && $rounds < 500, "ready: $most, rounds: $rounds");
    same([0, 0], [curl_multi_select($multi, 0), curl_multi_select($multi, 0.01)], 'nothing to wait for');
});
?>
--EXPECT--
