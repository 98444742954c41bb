--TEST--
examples/length_client.php: the client of length_check.php gets one package for each recv()
--FILE--
<?php
require __DIR__ . '/example.inc';
$server = example('length_check', '0', 'base');
$port = port_of($server);
client_of(fn () => TestClient::tcp($port))->close();
$client = example('length_client', (string) $port);
same(0, $client->wait(), 'exit code');
echo $client->output();
interrupt($server);
?>
--EXPECT--
olleh
dlrow
