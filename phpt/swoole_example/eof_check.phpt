--TEST--
examples/eof_check.php: what arrives together ends with the marker, in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    $example = example('eof_check', '0', $mode);
    $client = client_of(fn () => TestClient::tcp(port_of($example)));
    same('package: one', $client->ask("one\r\n"), 'alone');
    $client->send("two\r\nthree\r\n");
    same(['package: two', 'package: three'], [$client->line(), $client->line()], 'two together');
    $client->send('fo');
    check(!$client->readable(0.05), 'half a package makes no call');
    same('package: four', $client->ask("ur\r\n"), 'in two pieces');
    $client->close();
    interrupt($example);
});
?>
--EXPECT--
base done
process done
