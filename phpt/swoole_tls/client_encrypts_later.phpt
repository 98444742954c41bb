--TEST--
enableSSL(): a conversation that begins in the open goes on encrypted, in the blocking client, in coroutines and in the event loop; not twice
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$files = Tls::selfSigned('localhost');
$peer = Peer::tcp(function ($stream) use ($files) {
    fwrite($stream, 'go on');
    fread($stream, 5) === 'START' || fail('START');
    stream_context_set_option($stream, 'ssl', 'local_cert', $files['ssl_cert_file']);
    stream_context_set_option($stream, 'ssl', 'local_pk', $files['ssl_key_file']);
    stream_socket_enable_crypto($stream, true, STREAM_CRYPTO_METHOD_TLS_SERVER);
    fwrite($stream, strrev((string) fread($stream, 100)));
    fread($stream, 1);
});
$try = function (string $class) use ($peer) {
    $client = new $class(SWOOLE_SOCK_TCP);
    same(true, $client->connect('127.0.0.1', $peer->port, PATIENCE), 'connect');
    same('go on', $client->recv(), 'in the open');
    same(false, @$client->getPeerCert(), 'no certificate yet');
    $client->send('START');
    same(true, $client->enableSSL(), "$class::enableSSL()");
    same(false, @$client->enableSSL(), 'a second time');
    check(str_starts_with($client->getPeerCert(), '-----BEGIN CERTIFICATE-----'), 'certificate');
    $client->send('secret');
    same('terces', $client->recv(), 'encrypted');
};
$try(Swoole\Client::class);
Co\run($try, Swoole\Coroutine\Client::class);

$client = new Swoole\Async\Client(SWOOLE_SOCK_TCP);
$client->on('connect', fn () => null);
$client->on('error', fn () => fail('error'));
$client->on('close', function () { echo "closed\n"; });
$client->on('receive', function ($client, $data) {
    echo "$data\n";
    if ($data === 'go on') {
        $client->send('START');
        same(true, $client->enableSSL(function ($client) {
            echo "ready\n";
            check(str_starts_with($client->getPeerCert(), '-----BEGIN CERTIFICATE-----'), 'certificate');
            $client->send('secret');
        }), 'Async\Client::enableSSL()');
    } else {
        $client->close();
    }
});
$client->connect('127.0.0.1', $peer->port, PATIENCE);
Swoole\Event::wait();
?>
--EXPECT--
go on
ready
terces
closed
