--TEST--
get(), post() and request() send a request to a URL and return the answer, or throw why there is none
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use function Swoole\Coroutine\Http\{get, post, request};

$t = Http::server(SWOOLE_BASE, function ($request, $response) {
    $response->status($request->get['status'] ?? 200);
    $response->header('X-Method', $request->getMethod());
    $response->cookie('name', 'value');
    $response->end(json_encode([
        $request->server['request_uri'], $request->get, $request->post, $request->cookie['sent'] ?? null,
        $request->header['x-header'] ?? null, $request->header['authorization'] ?? null, $request->rawContent(),
    ]));
});
$url = "http://127.0.0.1:$t->port";
Co\run(function () use ($url) {
    $seen = fn ($answer) => json_decode($answer->getBody(), true);
    $answer = get("$url/path?a=b#part", ['timeout' => PATIENCE], ['X-Header' => 'x'], ['sent' => 'cookie']);
    same(['/path', ['a' => 'b'], null, 'cookie', 'x', null, ''], $seen($answer), 'get');
    same([200, 'GET', 'value'], [$answer->getStatusCode(), $answer->getHeaders()['x-method'], $answer->getCookies()['name']], 'the answer');
    same(['/', null, null, null, null, null, ''], $seen(get($url)), 'without a path');
    same(404, get("$url?status=404")->getStatusCode(), 'a status that is no success');
    $answer = post("$url/form", ['a' => 1, 'b' => [2]]);
    same(['POST', ['a' => '1', 'b' => ['2']]], [$answer->getHeaders()['x-method'], $seen($answer)[2]], 'a form');
    same('text', $seen(post($url, 'text'))[6], 'a body');
    $answer = request("$url/thing", 'put', 'data');
    same(['PUT', 'data'], [$answer->getHeaders()['x-method'], $seen($answer)[6]], 'a method');
    same('Basic ' . base64_encode('me:pass word'), $seen(get(str_replace('//', '//me:pass%20word@', $url)))[5], 'a user');

    $none = 'Swoole\Coroutine\Http\Client\Exception';
    same("$none(111): Connection refused", thrown_by(fn () => get('http://127.0.0.1:1/')), 'nobody listens');
    same("$none(0): unknown scheme \"ftp\"", thrown_by(fn () => get('ftp://127.0.0.1/')), 'another scheme');
    same("$none(0): The URL given is illegal [no scheme]", thrown_by(fn () => get('nonsense')), 'no URL');
    same("$none(0): The URL given is illegal [no host]", thrown_by(fn () => get('http:path')), 'no host');
});
?>
--EXPECT--
