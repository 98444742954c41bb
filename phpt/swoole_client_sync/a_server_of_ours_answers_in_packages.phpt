--TEST--
client and server frame alike, in both modes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
both_modes(function (int $mode) {
    $settings = ['open_length_check' => true, 'package_length_type' => 'n', 'package_body_offset' => 2, 'package_max_length' => 1 << 20];
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, $settings));
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set($settings);
    check($client->connect('127.0.0.1', $t->port, PATIENCE), 'connect');
    $packages = array_map(fn ($i) => pack('n', $i * 10) . str_repeat(chr(64 + $i), $i * 10), range(1, 20));
    $client->send(implode('', $packages));
    same($packages, array_map(fn () => $client->recv(), $packages), 'packages');
    $client->close();
});
echo "done\n";
?>
--EXPECT--
BASE done
PROCESS done
done
