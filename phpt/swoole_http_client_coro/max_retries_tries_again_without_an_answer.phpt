--TEST--
max_retries sends a request again when the server closes the connection without a byte
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $client = new Client('127.0.0.1', HttpPeer::answering(null, null, HttpPeer::ok('third'), ['HTTP', null], HttpPeer::ok('no'))->port);
    $client->set(['timeout' => PATIENCE, 'max_retries' => 2]);
    same([true, 'third'], [$client->post('/', 'data'), $client->body], 'third time');
    same([false, -3], [$client->get('/'), $client->statusCode], 'an answer that has begun');
    [$result, $warnings] = with_warnings(fn () => $client->set(['max_retries' => -1]));
    same([false, 1], [$result, count($warnings)], 'negative');
});
echo "done\n";
?>
--EXPECT--
done
