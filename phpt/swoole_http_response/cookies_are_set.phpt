--TEST--
cookie(), rawcookie() and Http\Cookie
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->cookie('a', 'b c;=');
        $response->rawcookie('raw', 'a+b%');
        $response->cookie('all', 'x', 4_000_000_000, '/p', 'd.com', true, true, 'Lax', 'High', true);
        $response->setCookie(name_or_object: 'named', value: 'v', httponly: true);
        $response->cookie('gone');
        $cookie = (new Swoole\Http\Cookie())->withName('object')->withValue('o o')->withPath('/q')->withSecure(true);
        $response->setRawCookie($cookie);
        $response->end();
    });
    $max = 4_000_000_000 - time();
    $cookies = Http::get($t, '/')->field('Set-Cookie');
    $cookies[2] = preg_replace_callback('/Max-Age=(\d+)/', fn ($m) => abs($m[1] - $max) < 10 ? 'Max-Age=N' : $m[0], $cookies[2]);
    same([
        'a=b+c%3B%3D', 'raw=a+b%',
        'all=x; expires=Tue, 02-Oct-2096 07:06:40 GMT; Max-Age=N; path=/p; domain=d.com; secure; HttpOnly; SameSite=Lax; Priority=High; Partitioned',
        'named=v; path=/; HttpOnly', 'gone=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0', 'object=o+o; path=/q; secure',
    ], $cookies, 'cookies');
});
?>
--EXPECT--
BASE done
PROCESS done
