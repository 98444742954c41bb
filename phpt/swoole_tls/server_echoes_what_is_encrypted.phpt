--TEST--
a port with SWOOLE_SSL speaks TLS: small and large packages, many at once, files, and a close that says so; a port beside it is plain
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$ca = Tls::authority();
$files = $ca->certificate('localhost');
$path = Scratch::file('large', random_bytes(3_000_000));
both_modes(function (int $mode) use ($ca, $files, $path) {
    $t = TestServer::start(function (TestServer $t) use ($mode, $files, $path) {
        $server = $t->make($mode, SWOOLE_SOCK_TCP | SWOOLE_SSL, $files + ['open_eof_split' => true, 'package_eof' => "\n", 'package_max_length' => 4 << 20], [
            'connect' => $t->noting('connect'),
            'receive' => function ($server, $fd, $reactor, $data) use ($path) {
                match ($data) {
                    "file\n" => $server->sendfile($fd, $path),
                    "bye\n" => $server->send($fd, 'bye') && $server->close($fd),
                    default => $server->send($fd, $data),
                };
            },
        ]);
        same([true, SWOOLE_SOCK_TCP], [$server->ssl, $server->type], 'properties');
        $plain = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        same(false, $plain->ssl, 'property of the plain port');
        return $server;
    });
    $client = Tls::connect($t->port, ['cafile' => $ca->file, 'peer_name' => 'localhost']);
    fwrite($client, "hello\n");
    same("hello\n", Tls::read($client, 6), 'small');
    $large = str_repeat('x', 2_000_000) . "\n";
    fwrite($client, $large);
    same($large, Tls::read($client, strlen($large)), 'large');
    $lines = implode('', array_map(fn ($number) => "line $number\n", range(1, 5000)));
    fwrite($client, $lines);
    same($lines, Tls::read($client, strlen($lines)), 'many');
    fwrite($client, "file\nafter\nbye\n");
    same(file_get_contents($path) . "after\nbye", Tls::read($client), 'file, what follows it, and the end');
    same([1], $t->journal->first('connect') ? [$t->journal->count('connect')] : [], 'connections that were told of');
    same("hi\n", $t->connect(1)->send("hi\n")->read(3), 'plain port');
});
?>
--EXPECT--
BASE done
PROCESS done
