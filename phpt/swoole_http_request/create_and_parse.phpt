--TEST--
create() and parse(): a request of the script's own
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$request = Swoole\Http\Request::create();
same([false, false, ''], [$request->isCompleted(), $request->getContent(), $request->getData()], 'empty');
same(39, $request->parse("GET /index.html?hello=1 HTTP/1.1\r\nHost:"), 'first piece');
same(11, $request->parse(" a\r\nCookie:"), 'second piece');
same(false, $request->isCompleted(), 'not yet');
same(8, $request->parse(" a=b\r\n\r\nGET / HTTP/1.1"), 'the rest, without what follows');
same(true, $request->isCompleted(), 'complete');
same(false, $request->parse('more'), 'it takes no more');
same(['hello' => '1'], $request->get, 'get');
same(['host' => 'a'], $request->header, 'header');
same(['a' => 'b'], $request->cookie, 'cookie');
same('/index.html', $request->server['request_uri'], 'server');
same('GET', $request->getMethod(), 'method');
$request = Swoole\Http\Request::create(['parse_cookie' => false, 'parse_body' => false]);
$request->parse("POST / HTTP/1.1\r\nHost: a\r\nCookie: a=b\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b");
same([null, null, 'a=b', 'a=b'], [$request->cookie, $request->post, $request->header['cookie'], $request->getContent()], 'options');
$request = Swoole\Http\Request::create();
same([false, false], [$request->parse("garbage\r\n\r\n"), $request->isCompleted()], 'garbage');
$request = new Swoole\Http\Request();
same([false, false, false, null], [$request->getMethod(), $request->getContent(), $request->parse('x'), $request->header], 'one that is none');
echo "done\n";
?>
--EXPECT--
done
