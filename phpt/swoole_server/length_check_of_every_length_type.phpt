--TEST--
open_length_check: all ten length types
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$types = ['c', 'C', 's', 'S', 'n', 'N', 'l', 'L', 'v', 'V'];
$sizes = ['c' => 1, 'C' => 1, 's' => 2, 'S' => 2, 'n' => 2, 'N' => 4, 'l' => 4, 'L' => 4, 'v' => 2, 'V' => 4];
$t = TestServer::start(function (TestServer $t) use ($types, $sizes) {
    $server = $t->tcp(SWOOLE_BASE, [], []);
    foreach ($types as $i => $type) {
        $port = $i === 0 ? $server->ports[0] : $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $port->set(['open_length_check' => true, 'package_length_type' => $type, 'package_length_offset' => 0,
            'package_body_offset' => $sizes[$type]]);
        $port->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, strlen($data) . "\n"));
    }
    return $server;
});
foreach ($types as $i => $type) {
    $client = $t->connect($i);
    $client->send(pack($type, 100) . str_repeat('x', 100) . pack($type, 7) . 'abcdefg');
    same([(string) (100 + $sizes[$type]), (string) (7 + $sizes[$type])], [$client->line(), $client->line()], "type $type");
}
echo "done\n";
?>
--EXPECT--
done
