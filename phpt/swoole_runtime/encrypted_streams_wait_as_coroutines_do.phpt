--TEST--
ssl:// and tls:// connect, accept, shake hands, read and write as coroutines do; https:// is built on them; a handshake that fails is told as PHP tells it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
$ca = Tls::authority();
$files = $ca->certificate('localhost');
$server = ['ssl' => ['local_cert' => $files['ssl_cert_file'], 'local_pk' => $files['ssl_key_file']]];
$client = ['ssl' => ['cafile' => $ca->file, 'peer_name' => 'localhost']];
Co\run(function () use ($server, $client) {
    foreach (['ssl', 'tls', 'tlsv1.2'] as $transport) {
        $listener = stream_socket_server("$transport://127.0.0.1:0", $code, $error, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, stream_context_create($server));
        $name = stream_socket_get_name($listener, false);
        $done = 0;
        // Each waits for the others: nobody could serve them if one of these blocked.
        Coroutine::create(function () use ($listener, &$done) {
            for ($count = 0; $count < 3; $count++) {
                $peer = stream_socket_accept($listener, PATIENCE);
                Coroutine::create(function () use ($peer, &$done) {
                    while (strlen($line = (string) fgets($peer)) > 0) {
                        Coroutine::sleep(0.01);
                        fwrite($peer, strtoupper($line));
                    }
                    $done++;
                });
            }
        });
        $clients = [];
        for ($count = 0; $count < 3; $count++) {
            $clients[] = Coroutine::create(function () use ($transport, $name, $client, $count) {
                $stream = stream_socket_client("$transport://$name", $code, $error, PATIENCE, STREAM_CLIENT_CONNECT, stream_context_create($client));
                for ($line = 0; $line < 5; $line++) {
                    fwrite($stream, str_repeat("line $count $line ", 2000) . "\n");
                    same(str_repeat("LINE $count $line ", 2000) . "\n", fgets($stream), $transport);
                }
                fclose($stream);
            });
        }
        Coroutine::join($clients);
        while ($done < 3) {
            Coroutine::sleep(0.001);
        }
        fclose($listener);
    }
});
echo "echoed\n";
$t = TestServer::start(function (TestServer $t) use ($files) {
    $server = new Swoole\Http\Server('127.0.0.1', 0, SWOOLE_BASE, SWOOLE_SOCK_TCP | SWOOLE_SSL);
    $server->set($files + ['worker_num' => 1, 'log_file' => $t->log]);
    $server->on('request', fn ($request, $response) => $response->end('over https'));
    return $server;
});
Co\run(function () use ($t, $client) {
    echo file_get_contents("https://127.0.0.1:$t->port/", false, stream_context_create($client)), "\n";
    // Nobody vouches for it.
    var_dump(stream_socket_client("ssl://127.0.0.1:$t->port", $code, $error, PATIENCE, STREAM_CLIENT_CONNECT, stream_context_create(['ssl' => ['peer_name' => 'localhost']])));
    $nobody = Peer::nobody();
    var_dump(@stream_socket_client("ssl://127.0.0.1:$nobody", $code, $error, PATIENCE), $code, $error);
});
?>
--EXPECTF--
echoed
over https

Warning: stream_socket_client(): SSL operation failed with code 1. %a
error:%acertificate verify failed in %s on line %d

Warning: stream_socket_client(): Failed to enable crypto in %s on line %d

Warning: stream_socket_client(): Unable to connect to ssl://127.0.0.1:%d (Unknown error) in %s on line %d
bool(false)
bool(false)
int(111)
string(18) "Connection refused"
