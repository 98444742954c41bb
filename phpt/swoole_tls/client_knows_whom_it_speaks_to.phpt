--TEST--
Swoole\Client and Coroutine\Client: ssl_verify_peer, ssl_cafile, ssl_host_name, ssl_allow_self_signed; getPeerCert() and verifyPeerCert()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co::set(['log_level' => SWOOLE_LOG_NONE]);
ini_set('swoole.display_errors', '0');
$ca = Tls::authority();
$files = $ca->certificate('server.example');
$start = fn (array $files) => TestServer::start(fn (TestServer $t) => $t->make(SWOOLE_BASE, SWOOLE_SOCK_TCP | SWOOLE_SSL, $files,
    ['receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data)]));
$signed = $start($files);
$alone = $start(Tls::selfSigned('server.example', 0));
$cases = [
    'nothing is asked' => [$signed, [], true],
    'nobody vouches for it' => [$signed, ['ssl_verify_peer' => true], false],
    'the authority does' => [$signed, ['ssl_verify_peer' => true, 'ssl_cafile' => $ca->file], true],
    'and it is for that name' => [$signed, ['ssl_verify_peer' => true, 'ssl_cafile' => $ca->file, 'ssl_host_name' => 'server.example'], true],
    'it is for another name' => [$signed, ['ssl_verify_peer' => true, 'ssl_cafile' => $ca->file, 'ssl_host_name' => 'other.example'], false],
    'another name is of no interest' => [$signed, ['ssl_host_name' => 'other.example'], true],
    'it is signed by itself' => [$alone, ['ssl_verify_peer' => true], false],
    'which may be, and has expired' => [$alone, ['ssl_verify_peer' => true, 'ssl_allow_self_signed' => true], true],
];
$try = function (string $class) use ($cases, $files, $ca) {
    foreach ($cases as $name => [$t, $settings, $expected]) {
        $client = new $class(SWOOLE_SOCK_TCP | SWOOLE_SSL);
        $settings && $client->set($settings);
        same($expected, @$client->connect('127.0.0.1', $t->port, PATIENCE), "$class: $name");
        if ($expected) {
            $client->send('hello');
            same('hello', $client->recv(), "$class: $name");
        } else {
            same(SWOOLE_ERROR_SSL_VERIFY_FAILED, $client->errCode, "$class: $name");
        }
    }
    $client = new $class(SWOOLE_SOCK_TCP | SWOOLE_SSL);
    $client->connect('127.0.0.1', $cases['nothing is asked'][0]->port, PATIENCE);
    same(file_get_contents($files['ssl_cert_file']), $client->getPeerCert(), 'certificate');
    same(false, $client->verifyPeerCert(), 'unknown authority');
    $client = new $class(SWOOLE_SOCK_TCP | SWOOLE_SSL);
    $client->set(['ssl_cafile' => $ca->file]);
    $client->connect('127.0.0.1', $cases['nothing is asked'][0]->port, PATIENCE);
    same(true, $client->verifyPeerCert(), 'known authority');
};
$try(Swoole\Client::class);
Co\run($try, Swoole\Coroutine\Client::class);
echo "done\n";
?>
--EXPECT--
done
