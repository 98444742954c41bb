--TEST--
what PHP builds on streams waits too: http:// wrappers, and streams that are encrypted later
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
Co\run(function () {
    $peers = array_map(fn ($nth) => HttpPeer::answering([HttpPeer::head("Content-Length: 6\r\nConnection: close\r\n"), 0.05, "body $nth"]), [1, 2]);
    $bodies = [];
    $order = [];
    $ids = [];
    foreach ($peers as $nth => $peer) {
        $ids[] = go(function () use ($nth, $peer, &$bodies, &$order) {
            $order[] = "begin $nth";
            $bodies[$nth] = file_get_contents("http://127.0.0.1:$peer->port/");
            $order[] = 'end';
        });
    }
    Coroutine::join($ids);
    ksort($bodies);
    same(['body 1', 'body 2'], $bodies, 'bodies');
    same(['begin 0', 'begin 1', 'end', 'end'], $order, 'at the same time');

    $key = openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1']);
    $certificate = openssl_csr_sign(openssl_csr_new(['commonName' => 'localhost'], $key), null, $key, 1);
    openssl_x509_export($certificate, $pem);
    openssl_pkey_export($key, $private);
    file_put_contents($file = Scratch::path('server.pem'), $pem . $private);
    $server = stream_socket_server('tcp://127.0.0.1:0', context: stream_context_create(['ssl' => ['local_cert' => $file]]));
    $serving = go(function () use ($server) {
        $accepted = stream_socket_accept($server, PATIENCE);
        same(true, stream_socket_enable_crypto($accepted, true, STREAM_CRYPTO_METHOD_TLS_SERVER), 'encrypted, at the server');
        fwrite($accepted, strtoupper(fgets($accepted)));
        fclose($accepted);
    });
    $context = stream_context_create(['ssl' => ['verify_peer' => false, 'verify_peer_name' => false]]);
    $client = stream_socket_client('tcp://' . stream_socket_get_name($server, false), context: $context);
    same(true, stream_socket_enable_crypto($client, true, STREAM_CRYPTO_METHOD_TLS_CLIENT), 'encrypted, at the client');
    fwrite($client, "secret\n");
    same("SECRET\n", stream_get_contents($client), 'the answer');
    Coroutine::join([$serving]);
});
echo "done\n";
?>
--EXPECT--
done
