--TEST--
PROCESS mode: one send() beyond output_buffer_size is false with error 1203, SWOOLE_ERROR_DATA_LENGTH_TOO_LARGE
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['output_buffer_size' => 1 << 20], [
    'receive' => function ($server, $fd) {
        $result = @$server->send($fd, str_repeat('x', 2 << 20));
        $server->send($fd, json_encode([$result, $server->getLastError()]) . "\n");
    },
]));
same('[false,1203]', $t->connect()->ask("x\n"), 'result and error');
echo "done\n";
?>
--EXPECT--
done
