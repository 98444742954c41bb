--TEST--
PROCESS mode, dispatch_mode 1 and 3: no onConnect and onClose unless enable_unsafe_event is set
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach ([SWOOLE_DISPATCH_ROUND, SWOOLE_DISPATCH_IDLE_WORKER] as $dispatch) {
    foreach ([false, true] as $unsafe) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['dispatch_mode' => $dispatch, 'enable_unsafe_event' => $unsafe], [
            'connect' => $t->noting('connect'), 'close' => $t->noting('close'),
        ]));
        $client = $t->connect();
        same('x', $client->send('x')->read(1), 'echo');
        $client->close();
        if ($unsafe) {
            $t->journal->wait('close');
        } else {
            stays(fn () => $t->journal->count('close') === 0, 'silence after the client has gone', 0.1);
        }
        same($unsafe ? 1 : 0, $t->journal->count('connect'), 'number of onConnect');
        TestServer::end_all();
    }
}
echo "done\n";
?>
--EXPECT--
done
