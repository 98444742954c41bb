--TEST--
a callback can be an object with __invoke
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Invokable
{
    public function __invoke($server, $fd, $reactor, $data): void
    {
        $server->send($fd, "invoked $data");
    }
}
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['receive' => new Invokable()]));
    same('invoked x', $t->connect()->ask("x\n"), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
