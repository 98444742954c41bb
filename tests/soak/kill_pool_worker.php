<?php
/**
 * Workers of a pool are killed with SIGKILL while clients ask over connections and messages go from worker to worker: the place of each is filled and
 * answers again within 200 ms, no message that waited is lost, and nothing is left behind.
 */
require_once __DIR__ . '/bootstrap.php';

use Swoole\Process\Pool;

$kills = rounds(1000);
may_take(60 + $kills);
$path = Scratch::path('pool.sock');

/** One question to the pool, whichever worker takes it; its answer, or false if the worker that had taken it was killed. */
function ask(string $path, string $text): string|false
{
    $stream = @stream_socket_client("unix://$path", $code, $message, 1);
    if ($stream === false) {
        return false;
    }
    stream_set_timeout($stream, 1);
    @fwrite($stream, pack('N', strlen($text)) . $text);
    $answer = stream_get_contents($stream);
    return strlen($answer) > 4 ? substr($answer, 4) : false;
}

// Connections: two workers answer with their number and process id.
$sockets = TestServer::launch(function (TestServer $t) use ($path) {
    swoole_async_set(['log_level' => SWOOLE_LOG_NONE]);
    $pool = new Pool(2, SWOOLE_IPC_SOCKET);
    $pool->listen("unix:$path");
    $pool->on('workerStart', fn (Pool $pool, int $id) => $t->journal->note('start', $id, getmypid()));
    $pool->on('message', function (Pool $pool, string $data) {
        usleep(200);
        $pool->write("$pool->workerId " . getmypid());
    });
    $pool->start();
});
$sockets->journal->wait('start', 2);
$children = fn () => children_of($sockets->pid);
[$answered, $lost, $slowest] = [0, 0, 0.0];
$pids = [];
$learn = function () use ($path, &$pids, &$answered, &$lost): void {
    $answer = ask($path, 'who');
    if ($answer === false) {
        $lost++;
        return;
    }
    $answered++;
    [$id, $pid] = sscanf($answer, '%d %d');
    $pids[$id] = $pid;
};
wait_until(function () use ($learn, &$pids) {
    $learn();
    return count($pids) === 2;
}, 'both workers to answer');
for ($kill = 0; $kill < $kills; $kill++) {
    $victim = $children()[$kill % 2] ?? $children()[0];
    $killed = microtime(true);
    posix_kill($victim, SIGKILL);
    // Somebody answers at once; the place is filled when there are two again, neither of them the victim.
    wait_until(function () use ($learn, $children, $victim) {
        $learn();
        $there = $children();
        return count($there) === 2 && !in_array($victim, $there, true);
    }, "a successor after kill $kill");
    $slowest = max($slowest, microtime(true) - $killed);
}
figure('workers killed under connections', $kills);
figure('questions answered', $answered);
figure('questions lost with a worker', $lost);
figure('longest time to two workers and an answer in ms', 1000 * $slowest);
check($lost <= $kills, "$lost questions were lost by $kills kills");
check($slowest < (defined('ROUNDS') ? 1.0 : 0.2), sprintf('a successor took %d ms', 1000 * $slowest));
$zombies = count(array_filter(scandir('/proc'), fn ($pid) => ctype_digit($pid) && (process_stat((int) $pid)['parent'] ?? 0) === $sockets->pid
    && process_stat((int) $pid)['state'] === 'Z'));
same(0, $zombies, 'zombies');
same(0, $sockets->stop(), 'exit code');
check(!file_exists($path), 'the socket file is gone');

// Pipes: worker 0 sends numbered messages to worker 1, which is killed again and again.
$total = $kills * 20;
$pipes = TestServer::launch(function (TestServer $t) use ($total) {
    swoole_async_set(['log_level' => SWOOLE_LOG_NONE]);
    $pool = new Pool(2, SWOOLE_IPC_UNIXSOCK);
    $pool->on('workerStart', function (Pool $pool, int $id) use ($t, $total) {
        if ($id === 0) {
            for ($i = 1; $i <= $total; $i++) {
                $pool->sendMessage("$i", 1);
            }
        } else {
            $t->journal->note('start', getmypid());
        }
    });
    $pool->on('message', function (Pool $pool, string $data) use ($t, $total) {
        static $last = 0;
        if ($last !== 0 && (int) $data !== $last + 1) {
            $t->journal->note('out of order', $last, $data);
        }
        $last = (int) $data;
        file_put_contents(Scratch::path('last'), "$data\n", FILE_APPEND);
        if ((int) $data % 20 === 0) {
            posix_kill(getmypid(), SIGKILL);
        }
    });
    Scratch::path();
    $pool->start();
});
wait_until(fn () => $pipes->journal->count('start') > $kills, 'the last kill', 60 + $kills * 0.2);
$seen = array_map('intval', file(Scratch::path('last')));
figure('workers killed with messages waiting', $pipes->journal->count('start') - 1);
figure('messages received', count($seen));
same(range(1, $total), $seen, 'messages in order, none lost, none twice');
same(0, $pipes->journal->count('out of order'), 'gaps');
same(0, $pipes->stop(), 'exit code');
