--TEST--
the constructor listens on IPv4, IPv6 and unix sockets and says which port it is; what cannot be had throws
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Server;

$server = new Server('127.0.0.1', 0);
check($server->port > 0 && $server->fd > 0, 'a free port');
same(['127.0.0.1', false, null, 0, ''], [$server->host, $server->ssl, $server->settings, $server->errCode, $server->errMsg], 'properties');
same([true, true], [$server->set(['backlog' => 1]), $server->set(['http_compression' => false])], 'set()');
same(['backlog' => 1, 'http_compression' => false], $server->settings, 'settings');
same("Swoole\Exception(98): bind(127.0.0.1:$server->port) failed", thrown_by(fn () => new Server('127.0.0.1', $server->port)), 'a port that is taken');
$first = new Server('127.0.0.1', 0, reuse_port: true);
same($first->port, (new Server('127.0.0.1', $first->port, reuse_port: true))->port, 'reuse_port');
same('Swoole\Exception(722): bind(nonesuch:0) failed', thrown_by(fn () => new Server('nonesuch')), 'no address');
same('Swoole\Exception(723): bind(127.0.0.1:70000) failed', thrown_by(fn () => new Server('127.0.0.1', 70000)), 'no port');
same('Swoole\Error(10001): API must be called in the coroutine', thrown_by(fn () => $server->start()), 'outside of a coroutine');
same('Error(0): Constructor of Swoole\Coroutine\Http\Server can only be called once', thrown_by(fn () => $server->__construct('127.0.0.1')), 'twice');
check(str_contains(thrown_by(fn () => $server->set(['package_max_length' => 'x'])), 'package_max_length'), 'a value that is none');

Co::set(['hook_flags' => SWOOLE_HOOK_ALL]);
Co\run(function () {
    $path = Scratch::path('socket');
    foreach (["unix:$path" => fn () => TestClient::unix($path), '::1' => fn (Server $server) => TestClient::tcp($server->port, '[::1]')] as $host => $connect) {
        $server = new Server($host);
        $server->handle('/', fn ($request, $response) => $response->end('hello'));
        go(fn () => $server->start());
        same('hello', Http::exchange($connect($server), Http::request('GET', '/'))->body, $host);
        $server->shutdown();
    }
});
?>
--EXPECT--
