--TEST--
examples/inotify_in_worker.php: a worker serves clients while it watches, in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    mkdir(Scratch::path($mode));
    $example = example('inotify_in_worker', '0', $mode, Scratch::path($mode));
    $client = client_of(fn () => TestClient::tcp(port_of($example)));
    $example->waitOutput('watching');
    same('you said: before', $client->ask("before\n"), 'answer before a change');
    file_put_contents(Scratch::path("$mode/new file"), 'text');
    $example->waitOutput('string(8) "new file"');
    same('you said: after', $client->ask("after\n"), 'answer after a change');
    $client->close();
    interrupt($example);
});
?>
--EXPECT--
base done
process done
