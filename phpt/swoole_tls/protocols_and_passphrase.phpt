--TEST--
ssl_protocols leaves out what it does not name, on both sides; ssl_passphrase opens the private key
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$ca = Tls::authority();
$settings = $ca->certificate('localhost', passphrase: 'open sesame') + ['ssl_passphrase' => 'open sesame', 'ssl_protocols' => SWOOLE_SSL_TLSv1_2];
$t = TestServer::start(fn (TestServer $t) => $t->make(SWOOLE_BASE, SWOOLE_SOCK_TCP | SWOOLE_SSL, $settings, ['receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data)]));
$client = Tls::connect($t->port, ['crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT | STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT]);
same('TLSv1.2', stream_get_meta_data($client)['crypto']['protocol'], 'version');
check(!Tls::connect($t->port, ['crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT]), 'TLS 1.3 is refused');
foreach ([SWOOLE_SSL_TLSv1_3 => false, SWOOLE_SSL_TLSv1_2 => true, SWOOLE_SSL_TLSv1_2 | SWOOLE_SSL_TLSv1_3 => true] as $protocols => $expected) {
    $client = new Swoole\Client(SWOOLE_SOCK_TCP | SWOOLE_SSL);
    $client->set(['ssl_protocols' => $protocols]);
    same($expected, @$client->connect('127.0.0.1', $t->port, PATIENCE), "protocols $protocols");
}
try {
    (new Swoole\Server('127.0.0.1', 0, SWOOLE_BASE, SWOOLE_SOCK_TCP | SWOOLE_SSL))->set(['ssl_passphrase' => 'wrong'] + $settings);
} catch (Swoole\Exception $e) {
    echo str_replace($settings['ssl_key_file'], 'KEY', $e->getMessage()), "\n";
}
?>
--EXPECTF--
%aWARNING%aalert protocol version
ssl_key_file 'KEY' is of no use: bad decrypt
