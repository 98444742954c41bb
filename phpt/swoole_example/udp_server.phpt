--TEST--
examples/udp_server.php answers in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    $example = example('udp_server', '0', $mode);
    $client = TestClient::udp(port_of($example));
    same('you said: hello', $client->send('hello')->datagram(), 'answer');
    $client->close();
    interrupt($example);
});
?>
--EXPECT--
base done
process done
