--TEST--
the head of a request: fields, cookies, login, in one order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $client = new Client('127.0.0.1', $port = HttpPeer::mirror()->port);
    $client->set(['timeout' => PATIENCE]);
    $sent = function (callable $request) use ($client, $port) {
        check($request(), "request: $client->errMsg");
        same(rtrim(explode("\r\n\r\n", $client->body)[0]), $client->getHeaderOut(), 'getHeaderOut');
        return explode("\r\n", str_replace("127.0.0.1:$port", 'HOST', $client->body));
    };
    $usual = ['Connection: keep-alive', 'Accept-Encoding: gzip, deflate, br'];
    same(['GET /a?b HTTP/1.1', 'Host: HOST', ...$usual, '', ''], $sent(fn () => $client->get('/a?b')), 'bare');
    $client->setHeaders(['X-A' => ['1', 2], 'x-b' => 5, 'X-Null' => null, 'Empty' => '', 7 => 'seven', 'true' => true, 'Content-Length' => 99]);
    $client->setCookies(['a' => 'b c', 'n' => null, 'd' => 1.5]);
    $client->setBasicAuth('user', 'pass:word');
    same([
        'GET / HTTP/1.1', 'Host: HOST', 'X-A: 1', 'X-A: 2', 'x-b: 5', 'Empty: ', 'true: 1', 'Authorization: Basic dXNlcjpwYXNzOndvcmQ=',
        ...$usual, 'Cookie: a=b+c; d=1.5', '', '',
    ], $sent(fn () => $client->get('/')), 'all');
    $client->setHeaders(['host' => 'other', 'connection' => 'close', 'Accept-Encoding' => 'identity', 'Authorization' => 'Own']);
    $client->setCookies([]);
    same(['GET / HTTP/1.1', 'Host: other', 'connection: close', 'Accept-Encoding: identity', 'Authorization: Own', '', ''], $sent(fn () => $client->get('/')), 'own');
    same(false, $client->connected, 'close');
});
echo "done\n";
?>
--EXPECT--
done
