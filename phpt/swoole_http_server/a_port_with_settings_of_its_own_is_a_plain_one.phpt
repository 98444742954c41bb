--TEST--
a port added to an HTTP server speaks HTTP until it is given settings of its own, unless those ask for HTTP
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$t = TestServer::start(function (TestServer $t) {
    $server = Http::define($t, SWOOLE_BASE, fn ($request, $response) => $response->end('request'));
    foreach ([null, [], ['open_eof_check' => true, 'package_eof' => "\n"], ['open_http_protocol' => true]] as $number => $settings) {
        $port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $settings === null || $port->set($settings);
        $port->on('receive', fn ($server, $fd) => $server->send($fd, 'receive'));
        $t->journal->note("port $number", $port->port);
    }
    return $server;
});
foreach (['request', 'receive', 'receive', 'request'] as $number => $expected) {
    [$port] = $t->journal->first("port $number");
    $stream = stream_socket_client("tcp://127.0.0.1:$port");
    stream_set_timeout($stream, (int) PATIENCE);
    fwrite($stream, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    $answer = fread($stream, 1000);
    check(str_ends_with($answer, $expected), "port $number: $answer");
}
echo "done\n";
?>
--EXPECT--
done
