--TEST--
constants: the TLS methods and protocols
--FILE--
<?php
$expected = [
    'SWOOLE_DTLS_CLIENT_METHOD' => 15,
    'SWOOLE_DTLS_SERVER_METHOD' => 16,
    'SWOOLE_HOOK_SSL' => 32,
    'SWOOLE_HOOK_TLS' => 64,
    'SWOOLE_SSL' => 512,
    'SWOOLE_SSL_DTLS' => 128,
    'SWOOLE_SSL_SSLv2' => 2,
    'SWOOLE_SSL_TLSv1' => 8,
    'SWOOLE_SSL_TLSv1_1' => 16,
    'SWOOLE_SSL_TLSv1_2' => 32,
    'SWOOLE_SSL_TLSv1_3' => 64,
    'SWOOLE_SSLv23_CLIENT_METHOD' => 5,
    'SWOOLE_SSLv23_METHOD' => 0,
    'SWOOLE_SSLv23_SERVER_METHOD' => 4,
    'SWOOLE_SSLv3_CLIENT_METHOD' => 3,
    'SWOOLE_SSLv3_METHOD' => 1,
    'SWOOLE_SSLv3_SERVER_METHOD' => 2,
    'SWOOLE_TLS_CLIENT_METHOD' => 5,
    'SWOOLE_TLS_METHOD' => 0,
    'SWOOLE_TLS_SERVER_METHOD' => 4,
    'SWOOLE_TLSv1_1_CLIENT_METHOD' => 11,
    'SWOOLE_TLSv1_1_METHOD' => 9,
    'SWOOLE_TLSv1_1_SERVER_METHOD' => 10,
    'SWOOLE_TLSv1_2_CLIENT_METHOD' => 14,
    'SWOOLE_TLSv1_2_METHOD' => 12,
    'SWOOLE_TLSv1_2_SERVER_METHOD' => 13,
    'SWOOLE_TLSv1_CLIENT_METHOD' => 8,
    'SWOOLE_TLSv1_METHOD' => 6,
    'SWOOLE_TLSv1_SERVER_METHOD' => 7,
];
foreach ($expected as $name => $value) {
    if (!defined($name)) {
        echo "$name is missing\n";
    } elseif (constant($name) !== $value) {
        echo "$name is ", var_export(constant($name), true), ', not ', var_export($value, true), "\n";
    }
}
echo count($expected), " constants\n";
?>
--EXPECT--
29 constants
