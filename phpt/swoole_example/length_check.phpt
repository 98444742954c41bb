--TEST--
examples/length_check.php: packages with a length header, in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    $example = example('length_check', '0', $mode);
    $client = client_of(fn () => TestClient::tcp(port_of($example)));
    $package = fn (string $body) => pack('n', strlen($body)) . $body;
    $client->send($package('abc') . $package('') . $package('hello'));
    same($package('cba') . $package('') . $package('olleh'), $client->read(14), 'three at once');
    foreach (str_split($package('bytes')) as $byte) {
        $client->send($byte);
    }
    same($package('setyb'), $client->read(7), 'byte by byte');
    same($package(str_repeat('x', 60000)), $client->send($package(str_repeat('x', 60000)))->read(60002), 'long');
    $client->close();
    interrupt($example);
});
?>
--EXPECT--
base done
process done
