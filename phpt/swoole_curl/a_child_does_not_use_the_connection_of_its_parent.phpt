--TEST--
curl_exec() in a child, with a handle that its parent has used: the connection and what is waited with are the parent's
--EXTENSIONS--
curl
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$t = Http::server(SWOOLE_BASE, fn ($request, $response) => $response->end($request->server['remote_port']));
$curl = curl_init("http://127.0.0.1:$t->port/");
curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_PROXY => '']);
$ask = function () use ($curl) {
    Co\run(function () use ($curl, &$port) {
        $port = curl_exec($curl);
    });
    return $port;
};
$own = $ask();
$child = new Swoole\Process(function ($process) use ($ask) {
    $process->write(json_encode([$ask(), $ask()]));
});
$child->start();
$ports = json_decode($child->read());
same([true, false], [$ports[0] === $ports[1], $ports[0] === $own], 'the child has a connection of its own, and keeps it');
same(0, Swoole\Process::wait()['code'], 'the child has ended');
same($own, $ask(), "the parent's connection is still there");
echo "done\n";
?>
--EXPECT--
done
