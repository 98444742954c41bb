--TEST--
examples/eof_client.php: the client of eof_split.php and of eof_check.php gets one package for each recv()
--FILE--
<?php
require __DIR__ . '/example.inc';
$answers = ['split' => "package of 5 bytes\r\npackage of 5 bytes\r\n", 'check' => "package: one\r\npackage: two\r\n"];
foreach ($answers as $kind => $answer) {
    $server = example("eof_$kind", '0', 'base');
    $port = port_of($server);
    client_of(fn () => TestClient::tcp($port))->close();
    $client = example('eof_client', (string) $port, $kind);
    same(0, $client->wait(), 'exit code');
    same($answer, $client->output(), $kind);
    interrupt($server);
}
echo "done\n";
?>
--EXPECT--
done
