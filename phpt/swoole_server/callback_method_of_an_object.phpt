--TEST--
a callback can be [$object, 'method'], and the object keeps its state
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Counter
{
    private int $count = 0;

    public function receive($server, $fd): void
    {
        $server->send($fd, ++$this->count . "\n");
    }
}
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['receive' => [new Counter(), 'receive']]));
    $client = $t->connect();
    same(['1', '2', '3'], [$client->ask("x\n"), $client->ask("x\n"), $client->ask("x\n")], 'answers');
});
?>
--EXPECT--
BASE done
PROCESS done
