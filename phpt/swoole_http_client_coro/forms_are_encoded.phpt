--TEST--
arrays are sent as forms, strings as they are
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $client = new Client('127.0.0.1', HttpPeer::mirror()->port);
    $client->set(['timeout' => PATIENCE]);
    $sent = function (mixed $data) use ($client) {
        check($client->post('/', $data), "post: $client->errMsg");
        [$head, $body] = explode("\r\n\r\n", $client->body);
        preg_match_all('/^Content-.*$/mi', $head, $m);
        return [...array_map('trim', $m[0]), $body];
    };
    $form = 'Content-Type: application/x-www-form-urlencoded';
    same([$form, 'Content-Length: 31', 'a=1&b%5B0%5D=x&b%5B1%5D=y+z&d=1'], $sent(['a' => 1, 'b' => ['x', 'y z'], 'c' => null, 'd' => true]), 'array');
    same(['Content-Length: 5', 'raw=1'], $sent('raw=1'), 'string');
    same(['Content-Length: 3', '123'], $sent(123), 'number');
    same([$form, 'Content-Length: 0', ''], $sent([]), 'nothing in it');
    same(['Content-Length: 0', ''], $sent(null), 'nothing');
    same(['Content-Length: 6', 'object'], $sent(new class { public function __toString() { return 'object'; } }), 'object');
    same('LogicException(0): no', thrown_by(fn () => $sent(new class { public function __toString(): string { throw new LogicException('no'); } })), 'thrown');
    $client->setHeaders(['Content-Type' => 'text/own']);
    same(['Content-Type: text/own', 'Content-Length: 3', 'a=b'], $sent(['a' => 'b']), 'own type');
    $client->setHeaders([]);
    $client->setMethod('PUT');
    $client->setData('kept');
    same([true, 'PUT'], [$client->execute('/'), strtok($client->body, ' ')], 'put');
    $client->requestMethod = null;
    same([true, 'POST'], [$client->execute('/'), strtok($client->body, ' ')], 'a body asks for POST');
});
echo "done\n";
?>
--EXPECT--
done
