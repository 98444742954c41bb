--TEST--
a client that connects by name lets others run, and gives up after socket_dns_timeout seconds
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
use Swoole\Coroutine\System;

$peer = Peer::silent();
// The pipe is opened below without the thread that waits for it.
Swoole\Runtime::enableCoroutine(0);
Co::set(['aio_core_worker_num' => 1, 'aio_worker_num' => 1, 'socket_dns_timeout' => 0.02]);
Co\run(function () use ($peer) {
    // The only thread is kept busy, so that no name is found.
    $pipe = Scratch::path('pipe');
    posix_mkfifo($pipe, 0600);
    go(fn () => System::readFile($pipe));
    $others = 0;
    $done = false;
    go(function () use (&$others, &$done) {
        while (!$done) {
            Co::sleep(0.001);
            $others++;
        }
    });
    $client = new Client(SWOOLE_SOCK_TCP);
    var_dump($client->connect('localhost', $peer->port), $client->errCode === SWOOLE_ERROR_DNSLOOKUP_RESOLVE_TIMEOUT);
    check($others > 0, 'others have run');
    $done = true;
    $to = go(function () use ($client, $peer) {
        var_dump($client->connect('localhost', $peer->port), $client->errCode === SOCKET_ECANCELED);
    });
    Swoole\Coroutine::cancel($to);
    fclose(fopen($pipe, 'r+'));
    Co::set(['socket_dns_timeout' => 5]);
    var_dump($client->connect('localhost', $peer->port));
});
?>
--EXPECT--
bool(false)
bool(true)
bool(false)
bool(true)
bool(true)
