--TEST--
ssl_verify_peer: clients need a certificate of the authority, which every worker sees in getClientInfo(); others are refused and not told of
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$ca = Tls::authority();
$good = $ca->certificate('client');
$late = $ca->certificate('late', 0);
$other = Tls::authority('Another')->certificate('other');
$alone = Tls::selfSigned('alone');
$settings = $ca->certificate('localhost') + ['ssl_verify_peer' => true, 'ssl_client_cert_file' => $ca->file, 'worker_num' => 2, 'dispatch_mode' => 1];
both_modes(function (int $mode) use ($good, $late, $other, $alone, $settings) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_TCP | SWOOLE_SSL, $settings, [
        'connect' => $t->noting('connect'),
        'receive' => fn ($server, $fd) => $server->send($fd, $server->getClientInfo($fd)['ssl_client_cert']),
    ]));
    $client = Tls::connect($t->port, ['local_cert' => $good['ssl_cert_file'], 'local_pk' => $good['ssl_key_file']]);
    $pem = file_get_contents($good['ssl_cert_file']);
    // In PROCESS mode the workers take turns.
    for ($turn = 0; $turn < 4; $turn++) {
        fwrite($client, 'x');
        same($pem, Tls::read($client, strlen($pem)), 'certificate');
    }
    $refused = function (array $options) use ($t) {
        // In TLS 1.3 a client hears of it when it reads.
        $client = Tls::connect($t->port, $options);
        return !$client || (string) @fread($client, 1) === '';
    };
    check($refused([]), 'without a certificate');
    foreach (['late' => $late, 'other' => $other, 'alone' => $alone] as $name => $files) {
        check($refused(['local_cert' => $files['ssl_cert_file'], 'local_pk' => $files['ssl_key_file']]), $name);
    }
    foreach (['certificate has expired', 'self-signed certificate', 'unable to get local issuer certificate'] as $reason) {
        $t->waitLog($reason);
    }
    // Where workers take turns there are no such events.
    same($mode === SWOOLE_BASE ? 1 : 0, $t->journal->count('connect'), 'connections that were told of');
});
?>
--EXPECT--
BASE done
PROCESS done
