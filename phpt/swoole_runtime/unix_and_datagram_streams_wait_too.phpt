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
// A pair is made where the flag is on, and used here and there.
Swoole\Runtime::enableCoroutine(SWOOLE_HOOK_STREAM_FUNCTION);
$pair = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Co\run(function () use ($pair) {
    $got = null;
    $reading = go(function () use ($pair, &$got) {
        $got = fread($pair[1], 100);
    });
    same(null, $got, 'pair: nothing yet');
    fwrite($pair[0], 'ping');
    Coroutine::join([$reading]);
    same('ping', $got, 'pair: received');
    $much = str_repeat('x', 4 << 20);
    $writing = go(fn () => same(strlen($much), fwrite($pair[0], $much), 'pair: all is written'));
    same(strlen($much), strlen(stream_get_contents($pair[1], strlen($much))), 'pair: all is read');
    Coroutine::join([$writing]);
});
$child = pcntl_fork();
if ($child === 0) {
    fclose($pair[0]);
    fwrite($pair[1], strrev(fread($pair[1], 100)));
    posix_kill(getmypid(), SIGKILL);
}
fclose($pair[1]);
fwrite($pair[0], 'ping');
same('gnip', fread($pair[0], 100), 'pair: of two processes');
same('', fread($pair[0], 100), 'pair: the end');
pcntl_waitpid($child, $status);
echo "done\n";
?>
--EXPECT--
done
