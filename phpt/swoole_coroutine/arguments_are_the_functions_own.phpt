--TEST--
what a coroutine is given belongs to its function alone: unset there, it is gone
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Witness
{
    public static array $gone = [];

    public function __construct(private string $name)
    {
    }

    public function __destruct()
    {
        self::$gone[] = $this->name;
    }
}

class Magic
{
    public function __call(string $name, array $arguments): void
    {
        co::sleep(0.001);
        unset($arguments);
        same([$name], Witness::$gone, '__call() has dropped what it was given');
    }
}

function drop(Witness $witness): void
{
    co::sleep(0.001);
    unset($witness);
    same(['function'], Witness::$gone, 'a function has dropped what it was given');
}

Co\run(function () {
    go(function (Witness $witness) {
        co::sleep(0.001); // until it first waits, go() itself holds what it was given
        unset($witness);
        same(['closure'], Witness::$gone, 'a closure has dropped what it was given');
    }, new Witness('closure'));
});
Witness::$gone = [];
Co\run(fn () => go('drop', new Witness('function')));
Witness::$gone = [];
Co\run(fn () => go([new Magic(), 'method'], new Witness('method')));
Witness::$gone = [];
Co\run(function () {
    $kept = new Witness('kept');
    go(function (Witness $witness) {
        co::sleep(0.001);
        unset($witness);
        same([], Witness::$gone, 'what the caller has stays');
    }, $kept);
    co::sleep(0.01);
    same([], Witness::$gone, 'after the coroutine, too');
    $again = $kept;
    go(fn (Witness $witness) => 1, $again);
    unset($kept, $again);
    same(['kept'], Witness::$gone, 'and is gone when the caller drops it');
});
Witness::$gone = [];
Co\run(fn () => go(fn () => 1, new Witness('one too many')));
same(['one too many'], Witness::$gone, 'what no parameter takes is gone at the end');
?>
--EXPECT--
