--TEST--
a pool with a proxy class makes objects of that, which get the constructor
--FILE--
<?php
use Swoole\ConnectionPool;
class Again
{
    public function __construct(public Closure $constructor)
    {
    }
}
Co\run(function () {
    $pool = new ConnectionPool(fn () => 'connection', 1, Again::class);
    echo get_class($proxy = $pool->get()), ' ', ($proxy->constructor)(), "\n";
});
?>
--EXPECT--
Again connection
