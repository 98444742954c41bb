--TEST--
streams over unix sockets and datagrams wait as coroutines do
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
Co\run(function () {
    $path = Scratch::path('stream.sock');
    $server = stream_socket_server("unix://$path");
    $serving = go(function () use ($server) {
        $accepted = stream_socket_accept($server, PATIENCE);
        fwrite($accepted, strrev(fgets($accepted)));
    });
    $client = stream_socket_client("unix://$path");
    fwrite($client, "olleh\n");
    same("\nhello", stream_get_contents($client), 'a unix stream');
    Coroutine::join([$serving]);
    $flags = STREAM_SERVER_BIND;
    foreach (['udp' => 'udp://127.0.0.1:0', 'udg' => 'udg://' . Scratch::path('datagrams.sock')] as $kind => $address) {
        $server = stream_socket_server($address, $errno, $error, $flags);
        $got = null;
        $receiving = go(function () use ($server, &$got) {
            $got = stream_socket_recvfrom($server, 100, 0, $from);
        });
        same(null, $got, "$kind: nothing yet");
        $client = stream_socket_client("$kind://" . stream_socket_get_name($server, false));
        same(4, stream_socket_sendto($client, 'ping'), "$kind: sent");
        Coroutine::join([$receiving]);
        same('ping', $got, "$kind: received");
    }
});
echo "done\n";
?>
--EXPECT--
done
