--TEST--
a callback can be 'Class::method', in any case
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Answers
{
    public static function receive($server, $fd, $reactor, $data): void
    {
        $server->send($fd, "static $data");
    }
}
both_modes(function (int $mode) {
    foreach (['Answers::receive', 'Answers::Receive', 'answers::RECEIVE'] as $callback) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['receive' => $callback]));
        same('static x', $t->connect()->ask("x\n"), $callback);
    }
});
?>
--EXPECT--
BASE done
PROCESS done
