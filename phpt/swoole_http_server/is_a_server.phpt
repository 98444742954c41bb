--TEST--
Http\Server is a Server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Http\Server('127.0.0.1', 0);
check($server instanceof Swoole\Server, 'class');
same(0, (new ReflectionClass($server))->getProperties() ? 0 : 1, 'inherits the properties');
same('127.0.0.1', $server->host, 'host');
check($server->port > 0, 'port');
class My extends Swoole\Http\Server
{
}
check(is_subclass_of('My', 'Swoole\Server'), 'can be extended');
echo "done\n";
?>
--EXPECT--
done
