--TEST--
examples/tcp_server.php answers in both modes and ends on Ctrl-C
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    $example = example('tcp_server', '0', $mode);
    $port = port_of($example);
    $client = client_of(fn () => TestClient::tcp($port));
    same('you said: hello', $client->ask("hello\n"), 'answer');
    $example->waitOutput('client #1: hello');
    $client->close();
    $example->waitOutput('client #1: closed');
    check(str_contains($example->output(), "nc 127.0.0.1 $port"), 'says what to try');
    interrupt($example);
});
?>
--EXPECT--
base done
process done
