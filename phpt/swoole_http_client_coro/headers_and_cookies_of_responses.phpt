--TEST--
headers are a map, lists where they come again; cookies join those that were set
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $fields = "X-A: 1\r\nx-a: 2\r\nX-Empty:\r\nSet-Cookie: a=b%20c; Path=/\r\nSet-Cookie: d=e+f\r\nset-cookie: nameless\r\n";
    $client = new Client('127.0.0.1', HttpPeer::answering(HttpPeer::ok('', $fields), fn ($stream, $request) => fwrite($stream, HttpPeer::ok($request)), HttpPeer::ok('', $fields))->port);
    $client->set(['timeout' => PATIENCE]);
    $client->setCookies(['z' => '1']);
    $client->get('/');
    same(['1', '2'], $client->headers['x-a'], 'twice');
    same('', $client->headers['x-empty'], 'empty');
    same(['a=b%20c; Path=/', 'd=e+f', 'nameless'], $client->set_cookie_headers, 'set_cookie_headers');
    same(['z' => '1', 'a' => 'b c', 'd' => 'e f'], $client->cookies, 'cookies');
    $client->get('/');
    check(str_contains($client->body, "Cookie: z=1; a=b+c; d=e+f\r\n"), 'they are sent');
    same([null, $client->cookies], [$client->set_cookie_headers, $client->getCookies()], 'no new ones');
    $client->set(['lowercase_header' => false]);
    $client->get('/');
    same(['1', '2', ''], [$client->headers['X-A'], $client->headers['x-a'], $client->headers['X-Empty']], 'as they came');
});
echo "done\n";
?>
--EXPECT--
done
