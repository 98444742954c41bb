--TEST--
examples/callback_styles: each of the four styles answers in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
$answers = ['closure' => 'hello world ', 'static_method' => 'hello world', 'function' => 'hello world', 'object_method' => 'hello world'];
in_both_modes(function (string $mode) use ($answers) {
    foreach ($answers as $style => $answer) {
        $example = example("callback_styles/$style", '0', $mode);
        $client = client_of(fn () => TestClient::tcp(port_of($example)));
        if ($style === 'static_method') {
            same('welcome', $client->line(), "onConnect of $style");
        }
        same(rtrim($answer), rtrim($client->ask("anything\n")), $style);
        $client->close();
        interrupt($example);
    }
});
?>
--EXPECT--
base done
process done
