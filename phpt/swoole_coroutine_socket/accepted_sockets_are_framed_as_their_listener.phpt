--TEST--
what setProtocol() says of a listening socket holds for those that it accepts
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    $server = new Socket(AF_INET, SOCK_STREAM, 0);
    $server->bind('127.0.0.1');
    $server->listen();
    $server->setProtocol(['open_eof_check' => true, 'package_eof' => "\n"]);
    $client = new Socket(AF_INET, SOCK_STREAM, 0);
    $client->connect('127.0.0.1', $server->getsockname()['port']);
    $client->send("a\nb\n");
    $peer = $server->accept();
    same(["a\n", "b\n"], [$peer->recvPacket(), $peer->recvPacket()], 'packages');
});
echo "done\n";
?>
--EXPECT--
done
