--TEST--
two coroutines that receive on one client are told so by an Error; one may send meanwhile
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
    go(fn () => same('hello', $client->recv(PATIENCE), 'first'));
    $error = thrown_by(fn () => $client->recv(PATIENCE));
    check((bool) preg_match('/^Swoole\\\\Error\(10002\): Socket#\d+ has already been bound to another coroutine#\d+, reading of the same socket in coroutine#\d+ at the same time is not allowed$/', $error), $error);
    same(5, $client->send('hello'), 'send');
});
echo "done\n";
?>
--EXPECT--
done
