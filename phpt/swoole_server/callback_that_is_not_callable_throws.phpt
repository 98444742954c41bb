--TEST--
on() with something that cannot be called throws, naming the event and the callback
--FILE--
<?php
// better than the reference: there it is a warning that does not name the event, and false.
require __DIR__ . '/../include/bootstrap.php';

class Handler
{
    public function own(): void
    {
    }

    private function hidden(): void
    {
    }

    private static function hiddenStatic(): void
    {
    }

    protected static function guarded(): void
    {
    }
}
$server = new Swoole\Server('127.0.0.1', 0);
$cases = [
    'no_such_function' => 'no_such_function', 'Handler::none' => 'Handler::none', 'NoClass::none' => 'NoClass::none',
    'none' => ['Handler', 'none'], 'hidden' => [new Handler(), 'hidden'], 'hiddenStatic' => 'Handler::hiddenStatic',
    'guarded' => ['Handler', 'guarded'],
];
foreach (['receive', 'workerStart'] as $event) {
    foreach ($cases as $name => $callback) {
        $thrown = thrown_by(fn () => @$server->on($event, $callback));
        check(stripos($thrown, $event) !== false && str_contains($thrown, $name), "on('$event', $name): $thrown");
    }
    same(null, $server->getCallback($event), 'callback that stays');
}
echo "done\n";
?>
--EXPECT--
done
