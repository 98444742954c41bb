--TEST--
a cookie is put together step by step
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$cookie = new Swoole\Http\Cookie();
same($cookie, $cookie->withName('o')->withValue('a b')->withPath('/p')->withDomain('d')->withSecure(true)->withHttpOnly(true)
    ->withSameSite('Strict')->withPriority('Low')->withPartitioned(true), 'chained');
same('o=a+b; path=/p; domain=d; secure; HttpOnly; SameSite=Strict; Priority=Low; Partitioned', $cookie->toString(), 'text');
same(['name' => 'o', 'value' => 'a b', 'path' => '/p', 'domain' => 'd', 'sameSite' => 'Strict', 'priority' => 'Low', 'encode' => true,
    'expires' => 0, 'secure' => true, 'httpOnly' => true, 'partitioned' => true], $cookie->toArray(), 'array');
check(str_contains($cookie->withExpires(time() + 100)->toString(), '; Max-Age='), 'expires');
$cookie->reset();
same('', $cookie->toArray()['name'], 'reset');
same([], (array) $cookie, 'no properties');
echo "done\n";
?>
--EXPECT--
done
