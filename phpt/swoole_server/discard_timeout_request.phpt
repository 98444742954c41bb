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
            $dispatched = $server->stats()['dispatch_count'];
            // Until the other request has come and its client, no longer listed, has gone.
            while ($data === 'block' && ($server->stats()['dispatch_count'] === $dispatched || count($server->getClientList()) > 1)) {
                usleep(1000);
            }
            $t->journal->note('done');
        },
    ]));
    $client = $t->connect()->send('block');
    $t->journal->wait('receive');
    $t->connect()->send('from a closed connection')->close();
    $t->journal->wait('done');
    $client->send('last');
    wait_until(fn () => in_array(['receive', 'last'], $t->journal->all('receive'), true), 'the last request');
    $words = array_column($t->journal->all('receive'), 1);
    same($discard ? 1 : 0, preg_match('~\tWARNING\tWorker_discard_data\(\) \(ERRNO 1007\): \[[12]\] ignore data\[24 bytes\] received from session#2$~m', $t->logged()), 'lines in the log');
    same($discard ? ['block', 'last'] : ['block', 'from a closed connection', 'last'], $words, 'requests');
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
