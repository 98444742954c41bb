--TEST--
examples/eof_split.php: every package makes one call, in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    $example = example('eof_split', '0', $mode);
    $client = client_of(fn () => TestClient::tcp(port_of($example)));
    $client->send("one\r\nthree\r\nfo");
    same('package of 5 bytes', $client->line(), 'first');
    same('package of 7 bytes', $client->line(), 'second');
    same('package of 6 bytes', $client->ask("ur\r\n"), 'third, in two pieces');
    $client->close();
    interrupt($example);
});
?>
--EXPECT--
base done
process done
