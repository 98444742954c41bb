--TEST--
dispatch_func or package_length_func that cannot be called: set() warns and names it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
[, $warnings] = with_warnings(fn () => $server->set(['dispatch_func' => 'no_such_function']));
echo implode("\n", $warnings), "\n";
[, $warnings] = with_warnings(fn () => $server->set(['open_length_check' => true, 'package_length_func' => 'no_such_function']));
echo implode("\n", $warnings), "\n";
?>
--EXPECT--
Warning: Swoole\Server::set(): function 'no_such_function' is not callable
Warning: Swoole\Server\Port::set(): function 'no_such_function' is not callable
