--TEST--
getCallback() returns the very string, array or object that was given to on(); null if nothing was
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Handler
{
    public static function fixed(): void
    {
    }

    public function own(): void
    {
    }

    public function __invoke(): void
    {
    }
}
$server = new Swoole\Server('127.0.0.1', 0);
same(null, $server->getCallback('receive'), 'before on()');
same(null, $server->getCallback('nosuchevent'), 'of an unknown event');
$object = new Handler();
$closure = fn () => null;
foreach (['Handler::fixed', ['Handler', 'fixed'], [$object, 'own'], 'strlen', $closure] as $callback) {
    $server->on('receive', $callback);
    same($callback, $server->getCallback('receive'), 'receive');
    $server->on('workerStart', $callback);
    same($callback, $server->getCallback('workerStart'), 'workerStart');
}
echo "done\n";
?>
--EXPECT--
done
