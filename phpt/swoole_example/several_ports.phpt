--TEST--
examples/several_ports.php: every port has its own protocol, in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    $example = example('several_ports', '0', $mode);
    $raw = client_of(fn () => TestClient::tcp(port_of($example, 'TCP')));
    same('raw: hello', $raw->ask("hello\n"), 'raw port');
    $lines = client_of(fn () => TestClient::tcp(port_of($example, 'lines')));
    same(['line: ONE', 'line: TWO'], [$lines->ask("one\r\ntwo\r\n"), $lines->line()], 'port of lines');
    $datagrams = TestClient::udp(port_of($example, 'UDP'));
    same('datagram: hello', $datagrams->send('hello')->datagram(), 'UDP port');
    foreach ([$raw, $lines, $datagrams] as $client) {
        $client->close();
    }
    interrupt($example);
});
?>
--EXPECT--
base done
process done
