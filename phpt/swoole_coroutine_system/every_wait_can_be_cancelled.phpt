--TEST--
every wait can be cancelled, and what it waited for goes on being what it was
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\System;

// The pipe is opened below without the thread that waits for it.
Swoole\Runtime::enableCoroutine(0);
Co::set(['aio_worker_num' => 1, 'aio_core_worker_num' => 1, 'dns_cache_capacity' => 0]);
$silent = Peer::udp(fn ($socket) => fread($socket, 1) . sleep(60));
Co::set(['dns_server' => "127.0.0.1:$silent->port"]);
$pipe = Scratch::path('pipe');
posix_mkfifo($pipe, 0600);
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Co\run(function () use ($pipe, $a) {
    // The only thread is busy from here on, and what it does is given up.
    $id = go(fn () => same([false, SWOOLE_ERROR_CO_CANCELED], [System::readFile($pipe), swoole_last_error()], 'readFile begun'));
    for ($i = 0; $i < 1000 && Co::stats()['aio_queue_size']; $i++) {
        Co::sleep(0.005);
    }
    same(true, Coroutine::cancel($id), 'cancel what has begun');
    $waits = [
        'readFile queued' => fn () => System::readFile(__FILE__),
        'writeFile' => fn () => System::writeFile(Scratch::path('never'), 'x'),
        'statvfs' => fn () => System::statvfs('/'),
        'gethostbyname' => fn () => System::gethostbyname('a.test'),
        'getaddrinfo' => fn () => System::getaddrinfo('a.test'),
        'dnsLookup' => fn () => System::dnsLookup('a.test'),
        'exec' => fn () => System::exec('exec sleep 0.2'),
        'wait' => fn () => System::wait(),
        'waitPid' => fn () => System::waitPid(proc_get_status($GLOBALS['process'])['pid']),
        'waitSignal' => fn () => System::waitSignal(SIGUSR1),
        'waitEvent' => fn () => System::waitEvent($a),
    ];
    $GLOBALS['process'] = proc_open(['cat'], [['pipe', 'r']], $GLOBALS['pipes']);
    foreach ($waits as $name => $wait) {
        foreach ([false, true] as $throw) {
            $id = go(function () use ($name, $wait) {
                try {
                    $result = $wait();
                    same([false, SWOOLE_ERROR_CO_CANCELED], [$result, swoole_last_error()], $name);
                } catch (Coroutine\CanceledException) {
                    echo "$name thrown\n";
                }
            });
            Co::sleep(0.001);
            same(true, Coroutine::cancel($id, $throw), "cancel $name");
            same(false, Coroutine::exists($id), "$name has ended");
        }
    }
    same(1, Co::stats()['aio_task_num'], 'what a thread has begun');
    same(0, Co::stats()['signal_listener_num'], 'signals');
    // Nothing was lost: the thread goes on when it has done what it had begun.
    fclose(fopen($pipe, 'r+'));
    same(true, str_contains(System::readFile(__FILE__), 'Nothing was lost'), 'work after work that was given up');
    var_dump(file_exists(Scratch::path('never')));
    fclose($GLOBALS['pipes'][0]);
});
?>
--EXPECT--
readFile queued thrown
writeFile thrown
statvfs thrown
gethostbyname thrown
getaddrinfo thrown
dnsLookup thrown
exec thrown
wait thrown
waitPid thrown
waitSignal thrown
waitEvent thrown
bool(false)
