--TEST--
Event::add() takes every style of callable
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
function my_on_readable($stream): void
{
    report('function', $stream);
}
function report(string $style, $stream): void
{
    echo $style, ' read ', fread($stream, 10), "\n";
    Event::del($stream);
}
class A
{
    public static function test($stream): void
    {
        report('static method', $stream);
    }

    public function method($stream): void
    {
        report('object method', $stream);
    }

    public function __invoke($stream): void
    {
        report('invokable', $stream);
    }
}
$used = 'closure with use';
$object = new A();
$styles = [
    'closure' => function ($stream) use ($used) {
        report($used, $stream);
    },
    'arrow function' => fn ($stream) => report('arrow function', $stream),
    "'A::Test'" => 'A::Test',
    "['A', 'Test']" => ['A', 'Test'],
    "[object, 'method']" => [$object, 'method'],
    'function name' => 'my_on_readable',
    'invokable' => $object,
    'first-class function' => my_on_readable(...),
    'first-class method' => $object->method(...),
    'first-class static method' => A::test(...),
    'static method through an object' => [$object, 'test'],
];
foreach ($styles as $name => $callback) {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    Event::add($a, $callback);
    fwrite($b, $name);
    Event::wait();
}
Event::wait();
?>
--EXPECT--
closure with use read closure
arrow function read arrow func
static method read 'A::Test'
static method read ['A', 'Tes
object method read [object, '
function read function n
invokable read invokable
function read first-clas
object method read first-clas
static method read first-clas
static method read static met
