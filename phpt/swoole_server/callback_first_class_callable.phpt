--TEST--
a callback can be a first-class callable
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Answers
{
    public static function fixed($server, $fd): void
    {
        $server->send($fd, "static\n");
    }

    public function own($server, $fd): void
    {
        $server->send($fd, "method\n");
    }
}
both_modes(function (int $mode) {
    foreach (['static' => Answers::fixed(...), 'method' => (new Answers())->own(...)] as $word => $callback) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['receive' => $callback]));
        same($word, $t->connect()->ask("x\n"), 'answer');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
