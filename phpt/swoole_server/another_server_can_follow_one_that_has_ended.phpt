--TEST--
a server that has ended cannot be started again; another one can be made at its address
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$script = new TestScript(<<<'PHP'
    function server(int $mode, int $port): Swoole\Server
    {
        $server = new Swoole\Server('127.0.0.1', $port, $mode);
        $server->set(['worker_num' => 1]);
        $server->on('receive', fn () => null);
        $server->on('workerStart', fn () => $server->shutdown());
        return $server;
    }
    $first = server((int) $argv[1], 0);
    var_dump($first->start());
    var_dump(@$first->start(), error_get_last()['message']);
    // The first one is still there, its port is free.
    $second = server((int) $argv[1], $first->port);
    var_dump($second->start(), $second->port === $first->port);
    PHP, SWOOLE_BASE);
same(0, $script->wait(), 'exit code');
echo $script->output();
?>
--EXPECT--
bool(true)
bool(false)
string(95) "Swoole\Server::start(): The server have been shutdown, unable to execute Swoole\Server->start()"
bool(true)
bool(true)
