--TEST--
a subclass can register its own methods, and callbacks get that object
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Talker extends Swoole\Server
{
    public string $greeting = 'hello from the subclass';

    public function onReceive(Swoole\Server $server, int $fd): void
    {
        $this->send($fd, ($server === $this ? $this->greeting : 'another object') . "\n");
    }
}
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Talker('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 1, 'log_file' => $t->log]);
        $server->on('receive', [$server, 'onReceive']);
        return $server;
    });
    same('hello from the subclass', $t->connect()->ask("x\n"), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
