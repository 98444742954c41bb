--TEST--
a callback can be ['Class', 'method']
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
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['receive' => ['Answers', 'receive']]));
    same('static x', $t->connect()->ask("x\n"), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
