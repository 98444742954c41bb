--TEST--
max_queued_bytes: with a slow worker 4 MB arrive whole
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_queued_bytes' => 64 << 10], [
    'receive' => function ($server, $fd, $reactor, $data) {
        static $context = null, $length = 0;
        $context ??= hash_init('md5');
        hash_update($context, $data);
        $length += strlen($data);
        usleep(1000);
        if ($length === 4 << 20) {
            $server->send($fd, hash_final($context) . "\n");
        }
    },
]));
$data = str_repeat('fedcba9876543210', 4 << 16);
same(md5($data), $t->connect()->send($data)->line(), 'content');
echo "done\n";
?>
--EXPECT--
done
