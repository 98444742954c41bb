--TEST--
event_object: onPipeMessage gets a Swoole\Server\PipeMessage
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['event_object' => true, 'worker_num' => 2], [
        'receive' => fn ($server) => $server->sendMessage(['the' => 'data'], 1 - $server->worker_id),
        'pipeMessage' => fn ($server, $message) => $t->journal->note('got', $message::class,
            array_keys(get_object_vars($message)), $message->source_worker_id === 1 - $server->worker_id, $message->data,
            abs($message->dispatch_time - microtime(true)) < 5),
    ]));
    $client = $t->connect()->send('x');
    echo json_encode($t->journal->wait('got')), "\n";
});
?>
--EXPECT--
["Swoole\\Server\\PipeMessage",["source_worker_id","worker_id","dispatch_time","data"],true,{"the":"data"},true]
BASE done
["Swoole\\Server\\PipeMessage",["source_worker_id","worker_id","dispatch_time","data"],true,{"the":"data"},true]
PROCESS done
