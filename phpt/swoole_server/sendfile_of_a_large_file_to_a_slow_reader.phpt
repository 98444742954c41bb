--TEST--
sendfile(): 20 MB for a client that reads late arrive whole
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::file('large', str_repeat('0123456789abcdef', 20 << 16));
both_modes(function (int $mode) use ($file) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $t->journal->note('r', $server->sendfile($fd, $file)),
    ]));
    $client = $t->connect()->send('x');
    same([true], $t->journal->wait('r'), 'what sendfile() returned');
    $context = hash_init('md5');
    for ($left = 20 << 20; $left > 0 && ($data = $client->read(min($left, 1 << 20))) !== ''; $left -= strlen($data)) {
        hash_update($context, $data);
    }
    same([0, md5_file($file)], [$left, hash_final($context)], 'bytes missing and content');
});
?>
--EXPECT--
BASE done
PROCESS done
