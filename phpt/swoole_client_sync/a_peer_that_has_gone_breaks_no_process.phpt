--TEST--
send() and sendfile() to a peer that has gone fail with an errno, also where SIGPIPE would end the process
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
pcntl_signal(SIGPIPE, SIG_DFL);
$file = Scratch::file('data', 'x');
foreach (['send' => 'x', 'sendfile' => $file] as $method => $argument) {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->connect('127.0.0.1', Peer::tcp(fn ($stream) => null)->port, PATIENCE);
    same('', $client->recv(), 'the end');
    wait_until(fn () => @$client->$method($argument) === false, "$method to fail");
    check(in_array($client->errCode, [SOCKET_EPIPE, SOCKET_ECONNRESET], true), "errCode of $method: $client->errCode");
}
echo "done\n";
?>
--EXPECT--
done
