--TEST--
a cookie that cannot be is false with a warning that says why
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$say = fn (Swoole\Http\Cookie $cookie) => implode(with_warnings(fn () => same(false, $cookie->toString(), 'text'))[1]);
$new = fn (bool $encode = true) => (new Swoole\Http\Cookie($encode))->withName('a')->withValue('b');
check(str_contains($say(new Swoole\Http\Cookie()), 'The name cannot be empty'), 'no name');
check(str_contains($say($new()->withName('a=b')), 'The name cannot contain'), 'name');
check(str_contains($say($new(false)->withValue("a\r\nb")), 'The value cannot contain'), 'value');
check(str_contains($say($new()->withPath("/\n")), 'The path cannot contain'), 'path');
check(str_contains($say($new()->withDomain('a;b')), 'The domain cannot contain'), 'domain');
check(str_contains($say($new()->withExpires(PHP_INT_MAX)), 'The expires cannot have a year greater than 9999'), 'expires');
same('a=%0D%0A', $new()->withValue("\r\n")->toString(), 'encoded');
echo "done\n";
?>
--EXPECT--
done
