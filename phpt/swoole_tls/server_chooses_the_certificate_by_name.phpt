--TEST--
ssl_sni_certs: the certificate is that of the host that is asked for, in any case, and else the port's own
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$ca = Tls::authority();
$settings = $ca->certificate('default.example') + ['ssl_sni_certs' => [
    'one.example' => $ca->certificate('one.example'),
    'two.example' => $ca->certificate('two.example'),
]];
both_modes(function (int $mode) use ($ca, $settings) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_TCP | SWOOLE_SSL, $settings, ['receive' => fn () => null]));
    foreach (['one.example' => 'one', 'TWO.example' => 'two', 'three.example' => 'default'] as $asked => $expected) {
        $client = Tls::connect($t->port, ['peer_name' => $asked, 'capture_peer_cert' => true]);
        $certificate = stream_context_get_params($client)['options']['ssl']['peer_certificate'];
        same("$expected.example", openssl_x509_parse($certificate)['subject']['CN'], $asked);
    }
});
?>
--EXPECT--
BASE done
PROCESS done
