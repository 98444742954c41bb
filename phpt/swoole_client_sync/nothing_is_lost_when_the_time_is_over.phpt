--TEST--
what has come of a package before a timeout is kept for the next call
--FILE--
<?php
// better than the reference: it loses the beginning
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::tcp(function ($stream) {
    fwrite($stream, 'begin');
    Peer::take($stream, 2);
    fwrite($stream, "ning\n");
});
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['open_eof_check' => true, 'package_eof' => "\n", 'read_timeout' => 0.05]);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same(false, @$client->recv(), 'too early');
$client->send('go');
wait_until(fn () => ($data = @$client->recv()) !== false && same("beginning\n", $data, 'whole'), 'the package');
echo "done\n";
?>
--EXPECT--
done
