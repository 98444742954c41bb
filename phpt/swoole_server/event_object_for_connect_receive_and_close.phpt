--TEST--
event_object: onConnect, onReceive and onClose get a Swoole\Server\Event
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $note = fn (string $word) => fn ($server, $object) => $t->journal->note($word, $object::class,
            array_keys(get_object_vars($object)), $object->fd, $object->reactor_id, $object->data,
            abs($object->dispatch_time - microtime(true)) < 5, func_num_args());
        return $t->tcp($mode, ['event_object' => true], ['connect' => $note('connect'), 'receive' => $note('receive'),
            'close' => $note('close')]);
    });
    $client = $t->connect()->send('the data');
    $t->journal->wait('receive');
    $client->close();
    $t->journal->wait('close');
    foreach ($t->journal->all('connect', 'receive', 'close') as $entry) {
        echo json_encode($entry), "\n";
    }
});
?>
--EXPECT--
["connect","Swoole\\Server\\Event",["reactor_id","fd","dispatch_time","data"],1,0,null,false,2]
["receive","Swoole\\Server\\Event",["reactor_id","fd","dispatch_time","data"],1,0,"the data",true,2]
["close","Swoole\\Server\\Event",["reactor_id","fd","dispatch_time","data"],1,0,null,false,2]
BASE done
["connect","Swoole\\Server\\Event",["reactor_id","fd","dispatch_time","data"],1,0,null,false,2]
["receive","Swoole\\Server\\Event",["reactor_id","fd","dispatch_time","data"],1,0,"the data",true,2]
["close","Swoole\\Server\\Event",["reactor_id","fd","dispatch_time","data"],1,0,null,false,2]
PROCESS done
