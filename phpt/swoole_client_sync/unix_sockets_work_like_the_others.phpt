--TEST--
a unix stream and a unix datagram are answered; the file of a datagram client is gone after close()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::unix(fn ($stream) => fwrite($stream, strrev(fread($stream, 100))));
$client = new Client(SWOOLE_SOCK_UNIX_STREAM);
check($client->connect($peer->path, 0, PATIENCE), 'connect');
$client->send('abc');
same('cba', $client->recv(), 'stream');
same(['port' => 0, 'host' => $peer->path], $client->getpeername(), 'peer');
unlink($peer->path);
$peer = Peer::unixDatagram(function ($socket) {
    // Streams of PHP cannot be told the path of a receiver.
    $socket = socket_import_stream($socket);
    socket_recvfrom($socket, $data, 100, 0, $from);
    socket_sendto($socket, strrev($data), strlen($data), 0, $from);
    sleep(60);
});
$client = new Client(SWOOLE_SOCK_UNIX_DGRAM);
check($client->connect($peer->path, 0, PATIENCE), 'connect');
$client->send('def');
same('fed', $client->recv(), 'datagram');
$own = $client->getsockname()['host'];
check(file_exists($own), 'the own file');
$client->close();
check(!file_exists($own), 'the own file is gone');
echo "done\n";
?>
--EXPECT--
done
