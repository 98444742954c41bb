--TEST--
a client that does not speak TLS, and one that goes away, are no connections to the script; the first sees the end, not a reset, and there is a line in the log
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$files = Tls::selfSigned('localhost');
both_modes(function (int $mode) use ($files) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_TCP | SWOOLE_SSL, $files, [
        'connect' => $t->noting('connect'),
        'close' => $t->noting('close'),
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data),
    ]));
    $client = $t->connect()->send("hello, this is no TLS\n");
    // A reset would be a notice.
    fread($client->stream, 100);
    check(feof($client->stream), 'the end');
    $t->waitLog('Socket::ssl_accept(): bad SSL client[127.0.0.1:');
    $t->connect()->send("\x16\x03\x01")->close();
    $client = Tls::connect($t->port);
    fwrite($client, 'hello');
    same('hello', Tls::read($client, 5), 'answer');
    fclose($client);
    $t->journal->wait('close');
    same([1, 1], [$t->journal->count('connect'), $t->journal->count('close')], 'events');
    same(1, substr_count($t->logged(), 'WARNING'), 'lines');
});
?>
--EXPECT--
BASE done
PROCESS done
