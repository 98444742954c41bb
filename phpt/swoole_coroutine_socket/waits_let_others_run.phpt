--TEST--
a call that waits lets other coroutines run, and a thousand wait at once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    $server = new Socket(AF_INET, SOCK_STREAM, 0);
    $server->bind('127.0.0.1');
    $server->listen(1024);
    $port = $server->getsockname()['port'];
    go(function () use ($server) {
        $all = [];
        for ($i = 0; $i < 400; $i++) {
            $all[] = $server->accept();
        }
        foreach ($all as $peer) {
            go(fn () => $peer->sendAll($peer->recvAll(4)));
        }
        $server->close();
    });
    $answers = 0;
    for ($i = 0; $i < 400; $i++) {
        go(function () use ($port, $i, &$answers) {
            $client = new Socket(AF_INET, SOCK_STREAM, 0);
            $client->connect('127.0.0.1', $port);
            $client->sendAll(sprintf('%04d', $i));
            $answers += $client->recvAll(4) === sprintf('%04d', $i);
        });
    }
    Swoole\Timer::tick(5, function ($timer) use (&$answers) {
        if ($answers === 400) {
            Swoole\Timer::clear($timer);
        }
    });
});
echo "done\n";
?>
--EXPECT--
done
