--TEST--
sendfile() sends a file or a part of it, and says what it cannot
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $file = Scratch::file('file', '0123456789');
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
    foreach ([[[], '0123456789'], [[3], '3456789'], [[3, 4], '3456']] as [$part, $expected]) {
        same(true, $client->sendfile($file, ...$part), 'sendfile');
        for ($got = ''; strlen($got) < strlen($expected);) {
            $got .= $client->recv(PATIENCE);
        }
        same($expected, $got, 'content');
    }
    same([false, SOCKET_ENOENT], [$client->sendfile(Scratch::path('none')), $client->errCode], 'none');
    same([false, SWOOLE_ERROR_INVALID_PARAMS], [$client->sendfile($file, 10), $client->errCode], 'behind its end');
    same([false, SWOOLE_ERROR_INVALID_PARAMS], [$client->sendfile($file, 0, 11), $client->errCode], 'more than there is');
    same([false, ['Warning: Swoole\Coroutine\Client::sendfile(): file to send is empty']], with_warnings(fn () => $client->sendfile('')), 'no name');
});
echo "done\n";
?>
--EXPECT--
done
