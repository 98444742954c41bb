--TEST--
hosts, ports and peers that cannot be are told apart
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $connect = function (...$arguments) {
        $client = new Client(SWOOLE_SOCK_TCP);
        [$result, $warnings] = with_warnings(fn () => $client->connect(...$arguments));
        return [$result, $client->errCode, str_replace('Warning: Swoole\Coroutine\Client::connect(): ', '', implode($warnings))];
    };
    same([false, SOCKET_ECONNREFUSED, ''], $connect('127.0.0.1', Peer::nobody()), 'nobody');
    same([false, SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED, ''], $connect('no.such.host.invalid', 80), 'no such host');
    same([false, 0, 'The host is empty'], $connect('', 80), 'no host');
    foreach ([0, -1, 65536] as $port) {
        same([false, 0, 'The port is invalid'], $connect('127.0.0.1', $port), "port $port");
    }
    same('TypeError(0): Swoole\Coroutine\Client::__construct() expects parameter 1 to be client type, unknown type 99 given', thrown_by(fn () => new Client(99)), 'type');
});
echo "done\n";
?>
--EXPECT--
done
