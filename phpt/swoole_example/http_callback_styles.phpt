--TEST--
examples/http_callback_styles: each of the four styles answers in both modes
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    foreach (['closure', 'static_method', 'function', 'object_method'] as $style) {
        $example = example("http_callback_styles/$style", '0', $mode);
        $client = client_of(fn () => TestClient::tcp(port_of($example)));
        same("hello world\n", Http::exchange($client, Http::request('GET', '/'))->body, $style);
        $client->close();
        interrupt($example);
    }
});
?>
--EXPECT--
base done
process done
