--TEST--
files that are not there or do not belong together, ciphers and curves that there are none of: set() says which setting and why; start() wants a certificate
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$files = Tls::selfSigned('localhost');
$other = Tls::selfSigned('other');
$refusal = function (array $settings, bool $starts = false) use ($files) {
    $server = new Swoole\Server('127.0.0.1', 0, SWOOLE_BASE, SWOOLE_SOCK_TCP | SWOOLE_SSL);
    $server->on('receive', fn () => null);
    try {
        $server->set($settings + ['log_file' => '/dev/null']);
        return $starts ? $server->start() : null;
    } catch (Swoole\Exception $e) {
        return str_replace([$files['ssl_cert_file'], $files['ssl_key_file']], ['CERT', 'KEY'], $e->getMessage()) . " [{$e->getCode()}]";
    }
};
$missing = '/nowhere.pem';
echo $refusal(['ssl_cert_file' => $missing, 'ssl_key_file' => $missing]), "\n";
echo $refusal(['ssl_key_file' => $missing] + $files), "\n";
echo $refusal(['ssl_cert_file' => $files['ssl_key_file']] + $files), "\n";
echo $refusal(['ssl_cert_file' => $other['ssl_cert_file']] + $files), "\n";
echo $refusal($files + ['ssl_ciphers' => 'nonsense']), "\n";
echo $refusal($files + ['ssl_ecdh_curve' => 'nonsense']), "\n";
echo $refusal($files + ['ssl_dhparam' => $missing]), "\n";
echo $refusal($files + ['ssl_capath' => $missing]), "\n";
echo $refusal($files + ['ssl_sni_certs' => ['a.example' => ['ssl_cert_file' => 'x']]]), "\n";
echo $refusal(['ssl_cert_file' => $files['ssl_cert_file']], true), "\n";
var_dump($refusal($files));
?>
--EXPECT--
ssl cert file[/nowhere.pem] not found [1019]
ssl key file[/nowhere.pem] not found [1019]
ssl_cert_file 'KEY' is of no use: no certificate in it [1019]
ssl_key_file 'KEY' is of no use: key values mismatch [1019]
ssl_ciphers 'nonsense' is of no use: no cipher match [1019]
ssl_ecdh_curve 'nonsense' is of no use: passed invalid argument [1019]
ssl dhparam file[/nowhere.pem] not found [1019]
ssl capath file[/nowhere.pem] not found [1019]
ssl_sni_certs['a.example'] needs both ssl_cert_file and ssl_key_file [505]
a port with SWOOLE_SSL needs ssl_cert_file and ssl_key_file [1019]
NULL
