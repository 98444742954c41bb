--TEST--
framing as in the blocking client; a package that cannot be closes the connection with its code
--FILE--
<?php
// better than the reference: open_eof_check alone splits, and $errCode tells why
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Async\Client;
use Swoole\Event;
function client(array $events = [], int $type = SWOOLE_SOCK_TCP): Client
{
    $client = new Client($type);
    foreach ($events + array_fill_keys(['connect', 'receive', 'error', 'close'], fn () => null) as $name => $callback) {
        $client->on($name, $callback);
    }
    return $client;
}

$got = [];
$client = client(['connect' => fn ($client) => $client->send("a\nbb\nc"), 'receive' => function ($client, $data) use (&$got) {
    $got[] = $data;
    count($got) === 2 ? $client->send("c\n") : (count($got) === 3 && $client->close());
}]);
$client->set(['open_eof_check' => true, 'package_eof' => "\n"]);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
Event::wait();
same(["a\n", "bb\n", "cc\n"], $got, 'packages');
$closed = null;
$client = client(['close' => function ($client) use (&$closed) { $closed = $client->errCode; }]);
$client->set(['open_length_check' => true]);
$client->connect('127.0.0.1', Peer::tcp(function ($stream) { fwrite($stream, "\x7f\0\0\0x"); fread($stream, 1); })->port, PATIENCE);
Event::wait();
same(SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE, $closed, 'too long');
echo "done\n";
?>
--EXPECT--
done
