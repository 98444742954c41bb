--TEST--
packages end where their length says, also when a function tells it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $stream = pack('N', 3) . 'one' . pack('N', 0) . pack('N', 5) . 'three';
    foreach ([['package_body_offset' => 4], ['package_length_func' => fn ($data) => strlen($data) < 4 ? 0 : unpack('N', $data)[1] + 4]] as $how) {
        $client = new Client(SWOOLE_SOCK_TCP);
        $client->set(['open_length_check' => true, 'package_length_type' => 'N', 'package_length_offset' => 0] + $how);
        $client->connect('127.0.0.1', HttpPeer::answering([substr($stream, 0, 6), 0.01, substr($stream, 6, 8), 0.01, substr($stream, 14)])->port, PATIENCE);
        $client->send("\r\n\r\n");
        $got = [];
        while (($package = $client->recv(PATIENCE)) != '') {
            $got[] = substr($package, 4);
        }
        same(['one', '', 'three'], $got, 'packages');
        same('', $package, 'end');
    }
});
echo "done\n";
?>
--EXPECT--
done
