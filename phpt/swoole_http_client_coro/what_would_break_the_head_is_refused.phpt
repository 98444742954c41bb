--TEST--
nothing that a script sets can end a line of the head early, or is cut off
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $client = new Client('127.0.0.1', HttpPeer::mirror()->port);
    $client->set(['timeout' => PATIENCE]);
    $refused = function (callable $set, string $path = '/') use ($client) {
        $set();
        $thrown = thrown_by(fn () => $client->get($path));
        $client->setHeaders([]);
        $client->setCookies([]);
        return preg_replace('/^Swoole\\\\Coroutine\\\\Http\\\\Client\\\\Exception\(505\): /', '', $thrown);
    };
    same("the value of the header 'A' must not have CR, LF or NUL", $refused(fn () => $client->setHeaders(['A' => "b\r\nC: d"])), 'value');
    same("the header 'A b' has no valid name", $refused(fn () => $client->setHeaders(['A b' => 'c'])), 'name');
    same("the header 'A' has more than 65536 bytes", $refused(fn () => $client->setHeaders(['A' => str_repeat('x', 65536)])), 'long header');
    same("the value of the cookie 'c' has more than 4096 bytes", $refused(fn () => $client->setCookies(['c' => str_repeat('x', 4097)])), 'long cookie');
    check(str_starts_with($refused(fn () => $client->setCookies(['c;' => 'x'])), "the name of the cookie 'c;'"), 'cookie');
    same("the path '/a\\r\\nB: c' must not have control characters", $refused(fn () => null, "/a\r\nB: c"), 'path');
    $client->setMethod("GET / HTTP/1.1\r\n");
    check(str_contains(thrown_by(fn () => $client->execute('/')), "the method 'GET / HTTP/1.1\\r\\n' is none"), 'method');
    same([false, SWOOLE_ERROR_INVALID_PARAMS], [$client->get(''), $client->errCode], 'no path');
    same([true, "GET /a%20b%C3%A9 HTTP/1.1"], [$client->get('/a bé'), strtok($client->body, "\r")], 'what can be encoded is');
});
echo "done\n";
?>
--EXPECT--
done
