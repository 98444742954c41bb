--TEST--
who wants a class that another coroutine is loading waits for it
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

spl_autoload_register(function ($class) {
    echo Coroutine::getCid(), " loads $class\n";
    Co::sleep(0.005);
    match ($class) {
        'A' => eval('class A {}'),
        // Each needs the other, which PHP refuses, whoever asks for it.
        'B', 'C' => eval("class $class extends " . ($class === 'B' ? 'C' : 'B') . ' {}'),
        'Thrown' => throw new Exception('no'),
        default => null,
    };
});
$want = fn (string $class) => function () use ($class) {
    try {
        var_dump(class_exists($class));
    } catch (Throwable $e) {
        echo $e::class, ': ', $e->getMessage(), "\n";
    }
};
foreach ([['A', 'A', 'A'], ['None', 'None'], ['Thrown', 'Thrown'], ['B', 'C']] as $classes) {
    Co\run(function () use ($classes, $want) {
        foreach ($classes as $class) {
            go($want($class));
        }
    });
}
?>
--EXPECT--
2 loads A
bool(true)
bool(true)
bool(true)
6 loads None
bool(false)
bool(false)
9 loads Thrown
Exception: no
bool(false)
12 loads B
13 loads C
Error: Class "B" not found
Error: Class "C" not found
