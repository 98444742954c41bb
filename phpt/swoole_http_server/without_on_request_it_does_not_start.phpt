--TEST--
an HTTP server without onRequest does not start
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$script = new TestScript('$server = new Swoole\Http\Server("127.0.0.1", 0); $server->start();');
$script->wait();
check(str_contains($script->output(), 'require onRequest callback'), $script->output());
echo "done\n";
?>
--EXPECT--
done
