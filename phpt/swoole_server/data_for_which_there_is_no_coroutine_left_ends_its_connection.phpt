--TEST--
data for which there is no coroutine left (max_coroutine) is a warning, and its connection is closed: nobody will answer it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['max_coroutine' => 1], [
        'receive' => function ($server, $fd, $reactor, $data) {
            $server->send($fd, $data);
            // Until it is closed: another client's data finds no coroutine meanwhile.
            while ($server->exists($fd)) {
                Co::sleep(0.002);
            }
        },
    ]));
    $first = $t->connect()->send('first');
    same('first', $first->read(5), 'served');
    $second = $t->connect()->send('second');
    check($second->isClosed(), 'closed');
    $t->waitOutput('exceed max number of coroutine 1');
    $t->waitOutput('Swoole\Server->onReceive handler error');
    $first->close();
    wait_until(function () use ($t) {
        $third = $t->connect()->send('third');
        return @$third->read(5) === 'third';
    }, 'room again');
});
?>
--EXPECT--
BASE done
PROCESS done
