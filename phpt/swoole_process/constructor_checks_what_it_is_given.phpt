--TEST--
the constructor runs once, takes callables of any style, and refuses an unknown kind of pipe
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

final class Styles
{
    public static function fixed(Process $p): void { echo "static\n"; }
    public function method(Process $p): void { echo "method\n"; }
    public function __invoke(Process $p): void { echo "invokable\n"; }
}
function named(Process $p): void { echo "function\n"; }
foreach (['named', 'Styles::fixed', [new Styles, 'method'], new Styles, named(...), fn () => print("arrow\n")] as $callback) {
    (new Process($callback))->start();
    Process::wait();
}
$process = new Process(fn () => 0);
same('Error(0): Constructor of Swoole\Process can only be called once', thrown_by(fn () => $process->__construct(fn () => 0)), 'twice');
same('ValueError(0): Swoole\Process::__construct(): Argument #3 ($pipe_type) must be 0, SOCK_STREAM or SOCK_DGRAM, 7 given', thrown_by(fn () => new Process(fn () => 0, false, 7)), 'kind');
same('TypeError(0): Swoole\Process::__construct(): Argument #1 ($callback) must be a valid callback, function "nope" not found or invalid function name', thrown_by(fn () => new Process('nope')), 'callback');
$bare = (new ReflectionClass(Process::class))->newInstanceWithoutConstructor();
check(str_ends_with(thrown_by(fn () => $bare->start()), 'must call constructor first'), 'without a constructor');
check(str_starts_with(thrown_by(fn () => clone $process), 'Error(0): Trying to clone an uncloneable object'), 'clone');
same("Exception(0): Serialization of 'Swoole\Process' is not allowed", thrown_by(fn () => serialize($process)), 'serialize');
?>
--EXPECT--
function
static
method
invokable
function
arrow
