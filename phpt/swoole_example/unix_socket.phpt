--TEST--
examples/unix_socket.php answers in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    $path = Scratch::path("$mode.sock");
    $example = example('unix_socket', $path, $mode);
    $example->waitOutput("listening on $path");
    $client = client_of(fn () => TestClient::unix($path));
    same('you said: hello', $client->ask("hello\n"), 'answer');
    $client->close();
    interrupt($example);
});
?>
--EXPECT--
base done
process done
