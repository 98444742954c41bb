--TEST--
a file of many megabytes is sent from where it lies, and others run meanwhile
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
$file = Scratch::file('large', str_repeat(random_bytes(1024), 16 << 10));
$t = Http::server(SWOOLE_BASE, fn ($request, $response) => $response->end(md5_file($request->files['f']['tmp_name'])), ['package_max_length' => 32 << 20]);
Co\run(function () use ($t, $file) {
    $ran = 0;
    $done = false;
    go(function () use (&$ran, &$done) {
        while (!$done) {
            Co::sleep(0.001);
            $ran++;
        }
    });
    $client = new Client('127.0.0.1', $t->port);
    $client->set(['timeout' => 3 * PATIENCE]);
    $client->addFile($file, 'f');
    check($client->post('/', []), "post: $client->errMsg");
    $done = true;
    same([md5_file($file), true], [$client->body, $ran > 0], 'content');
});
echo "done\n";
?>
--EXPECT--
done
