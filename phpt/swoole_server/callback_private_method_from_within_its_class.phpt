--TEST--
a private method is refused even inside its class: the server calls it from outside
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Handler
{
    public function register(Swoole\Server $server): void
    {
        try {
            var_dump(@$server->on('receive', [$this, 'hidden']));
        } catch (Throwable) {
            var_dump(false);
        }
    }

    private function hidden(): void
    {
    }
}
$server = new Swoole\Server('127.0.0.1', 0);
(new Handler())->register($server);
?>
--EXPECT--
bool(false)
