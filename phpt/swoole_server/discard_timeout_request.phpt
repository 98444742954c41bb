--TEST--
dispatch_mode 1: a request whose connection has closed meanwhile is discarded, unless discard_timeout_request is false
--FILE--
<?php
// better than the reference: there the request is delivered in both cases.
require __DIR__ . '/../include/bootstrap.php';

foreach ([true, false] as $discard) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['dispatch_mode' => SWOOLE_DISPATCH_ROUND, 'discard_timeout_request' => $discard], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            $t->journal->note('receive', $data);
            while ($data === 'block' && $server->stats()['connection_num'] > 1) {
                usleep(1000);
            }
        },
    ]));
    $client = $t->connect()->send('block');
    $t->journal->wait('receive');
    $gone = $t->connect();
    usleep(20_000);
    $gone->send('from a closed connection');
    usleep(20_000);
    $gone->close();
    $client->send('last');
    wait_until(fn () => in_array(['receive', 'last'], $t->journal->all('receive'), true), 'the last request');
    $words = array_column($t->journal->all('receive'), 1);
    same($discard ? ['block', 'last'] : ['block', 'from a closed connection', 'last'], $words, 'requests');
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
