--TEST--
a deferred response that nobody has received is not taken for that of the next request
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $client = new Client('127.0.0.1', HttpPeer::answering(HttpPeer::ok('first'), HttpPeer::ok('second'))->port);
    $client->set(['timeout' => PATIENCE]);
    $client->setDefer();
    same([true, true], [$client->get('/1'), $client->get('/2')], 'sent');
    same([true, 'second'], [$client->recv(), $client->body], 'received');
});
echo "done\n";
?>
--EXPECT--
done
