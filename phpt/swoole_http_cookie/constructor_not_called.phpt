--TEST--
a cookie whose subclass forgot the constructor cannot be used, and says so
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Forgetful extends Swoole\Http\Cookie
{
    public function __construct()
    {
    }
}
$cookie = new Forgetful();
same(false, $cookie->toString(), 'text');
same(SWOOLE_ERROR_HTTP_COOKIE_UNAVAILABLE, swoole_last_error(), 'last error');
same('Error(0): Swoole\Http\Cookie is not initialized', thrown_by(fn () => $cookie->withName('a')), 'withName');
echo "done\n";
?>
--EXPECT--
done
