--TEST--
Port::set() with an option that nobody knows: a warning that names it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
ob_start();
[, $warnings] = with_warnings(fn () => $port->set(['foo' => 1]));
ob_end_clean();
check(count($warnings) === 1 && str_contains($warnings[0], 'unsupported option [foo]'), show($warnings));
echo "done\n";
?>
--EXPECT--
done
