--TEST--
sendto() to an impossible address or port, or of nothing: false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP, [], [
        'packet' => function ($server, $data, $client) use ($t) {
            $t->journal->note('r', $server->sendto('no address', 9, 'x'), $server->sendto('127.0.0.1', 70000, 'x'),
                $server->sendto('127.0.0.1', 0, 'x'));
            $t->journal->note('empty', ...with_warnings(fn () => $server->sendto('127.0.0.1', 9, '')));
        },
    ]));
    TestClient::udp($t->port)->send('x');
    same([false, ['Warning: Swoole\Server::sendto(): the data sent must not be empty']], $t->journal->wait('empty'), 'nothing');
    same([false, false, false], $t->journal->first('r'), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
