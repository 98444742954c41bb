--TEST--
listen() with an impossible host, port or type: false and no new port
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$server->set(['log_level' => SWOOLE_LOG_NONE]);
foreach ([['400.1.1.1', 0, SWOOLE_SOCK_TCP], ['127.0.0.1', 70000, SWOOLE_SOCK_TCP], ['127.0.0.1', 0, 999],
    ['/nonexistent/x.sock', 0, SWOOLE_UNIX_STREAM]] as $arguments) {
    ob_start();
    $result = @$server->listen(...$arguments);
    ob_end_clean();
    same(false, $result, show($arguments));
}
same(1, count($server->ports), 'number of ports');
echo thrown_by(fn () => $server->listen('127.0.0.1', 0)), "\n";
?>
--EXPECTF--
%AArgumentCountError(0): Swoole\Server::listen() expects exactly 3 arguments, 2 given
