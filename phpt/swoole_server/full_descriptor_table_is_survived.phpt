--TEST--
a server without free descriptors turns connections away or lets them wait, and serves again afterwards
--SKIPIF--
<?php
extension_loaded('FFI') || @dl('ffi.so') || die('skip there is no FFI extension');
?>
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $libc = c_library('struct limit { unsigned long soft, hard; }; int setrlimit(int resource, const struct limit *limit);');
        $limit = $libc->new('struct limit');
        $limit->soft = $limit->hard = 80;
        $libc->setrlimit(7, FFI::addr($limit));
        return $t->tcp($mode, [], ['receive' => fn ($server, $fd) => $server->send($fd, 'x')]);
    });
    $clients = [];
    for ($i = 0; $i < 100; $i++) {
        $clients[] = $client = $t->connect();
        @fwrite($client->stream, 'x');
    }
    check($clients[0]->read(1) === 'x', 'the first client was not served');
    foreach ($clients as $client) {
        $client->close();
    }
    wait_until(function () use ($t) {
        $client = $t->connect();
        @fwrite($client->stream, 'x');
        return $client->readable(0.2) && @fread($client->stream, 1) === 'x';
    }, 'a client that is served again');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
