--TEST--
heartbeat: a silent client sees the end at once although its worker is busy, and nothing can be sent to it any more
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 1, 'heartbeat_check_interval' => 1, 'heartbeat_idle_time' => 1], [
    'receive' => function ($server, $fd, $reactor, $data) use ($t) {
        wait_until(fn () => $t->journal->count('client') > 0, 'the client to see the end');
        $t->journal->note('send', $server->send($fd, 'too late'), swoole_last_error());
    },
    'close' => $t->noting('close'),
]));
$client = $t->connect();
check($client->send('x')->isClosed(), 'the client sees the end');
$t->journal->note('client', 'closed');
same([false, SWOOLE_ERROR_SESSION_NOT_EXIST], $t->journal->wait('send'), 'send()');
same([1, 0], $t->journal->wait('close'), 'onClose');
?>
--EXPECT--
