--TEST--
methods that need a running server, called before start(): a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$calls = ['send' => [1, 'x'], 'sendto' => ['127.0.0.1', 9, 'x'], 'sendwait' => [1, 'x'], 'exist' => [1], 'exists' => [1],
    'protect' => [1], 'sendfile' => [1, __FILE__], 'close' => [1], 'confirm' => [1], 'pause' => [1], 'resume' => [1],
    'reload' => [], 'stop' => [], 'heartbeat' => [], 'getClientInfo' => [1], 'connection_info' => [1],
    'getClientList' => [], 'connection_list' => [], 'getWorkerStatus' => [], 'sendMessage' => ['x', 0],
    'command' => ['x', 0, 1, 'x'], 'stats' => [], 'bind' => [1, 1]];
foreach ($calls as $method => $arguments) {
    [$result, $warnings] = with_warnings(fn () => $server->$method(...$arguments));
    same(false, $result, "$method()");
    same(["Warning: Swoole\Server::$method(): server is not running"], $warnings, "$method()");
}
echo "done\n";
?>
--EXPECT--
done
