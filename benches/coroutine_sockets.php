<?php
/*
 * Processor time of a thousand clients that talk at once with a server in the same process; the same script for every build that is measured.
 *
 *   php coroutine_sockets.php [ROUNDS]
 *
 * Needs 2,100 descriptors. Prints a line for each way of sending and receiving: its name and nanoseconds per exchange, both ends, user and system.
 */
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

$rounds = (int) ($argv[1] ?? 100);
Coroutine::set(['hook_flags' => 0]);
ini_set('memory_limit', -1);
const CLIENTS = 1000;

function processor_time(): float
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e9 + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) * 1e3;
}

/** Nanoseconds of an exchange: $ask sends and receives at the client's end, $answer serves the other until the client has gone. */
function measure(int $rounds, Closure $ask, Closure $answer, array $protocol = []): float
{
    $spent = 0.0;
    Coroutine\run(function () use ($rounds, $ask, $answer, $protocol, &$spent) {
        $server = new Socket(AF_INET, SOCK_STREAM, 0);
        $server->bind('127.0.0.1');
        $server->listen(CLIENTS);
        $server->setProtocol($protocol);
        Coroutine::create(function () use ($server, $answer) {
            for ($i = 0; $i < CLIENTS; $i++) {
                $peer = $server->accept();
                Coroutine::create(fn () => $answer($peer));
            }
        });
        $clients = [];
        for ($i = 0; $i < CLIENTS; $i++) {
            $clients[] = $client = new Socket(AF_INET, SOCK_STREAM, 0);
            $client->setProtocol($protocol);
            $client->connect('127.0.0.1', $server->getsockname()['port']);
            $ask($client);
        }
        $left = CLIENTS;
        $before = processor_time();
        foreach ($clients as $client) {
            Coroutine::create(function () use ($client, $rounds, $ask, $before, &$left, &$spent) {
                for ($i = 0; $i < $rounds; $i++) {
                    $ask($client);
                }
                if (--$left === 0) {
                    $spent = processor_time() - $before;
                }
                $client->close();
            });
        }
    });
    return $spent / (CLIENTS * $rounds);
}

$message = str_repeat('x', 128);
$ask = function (Socket $client) use ($message) {
    $client->send($message);
    $client->recv() === $message || exit(1);
};
$answer = function (Socket $peer) {
    while ($data = $peer->recv()) {
        $peer->send($data);
    }
};
printf("1,000 TCP echo clients, send and recv\t%.1f\n", measure($rounds, $ask, $answer));

$package = pack('N', 128) . $message;
$ask = function (Socket $client) use ($package) {
    $client->sendAll($package);
    $client->recvPacket() === $package || exit(1);
};
$answer = function (Socket $peer) {
    while ($data = $peer->recvPacket()) {
        $peer->sendAll($data);
    }
};
$protocol = ['open_length_check' => true, 'package_length_type' => 'N', 'package_length_offset' => 0, 'package_body_offset' => 4];
printf("the same, sendAll and recvPacket\t%.1f\n", measure($rounds, $ask, $answer, $protocol));
