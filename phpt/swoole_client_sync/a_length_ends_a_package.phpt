--TEST--
with open_length_check each recv() gives one package, however it comes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::tcp(function ($stream) {
    foreach (str_split(pack('N', 5) . 'hello' . pack('N', 0) . pack('N', 2) . 'ok') as $byte) {
        fwrite($stream, $byte);
        usleep(500);
    }
});
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['open_length_check' => true, 'package_length_type' => 'N', 'package_length_offset' => 0, 'package_body_offset' => 4]);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same(["\0\0\0\5hello", "\0\0\0\0", "\0\0\0\2ok", ''], array_map(fn () => $client->recv(), range(1, 4)), 'packages');
echo "done\n";
?>
--EXPECT--
done
