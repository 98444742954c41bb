--TEST--
the signatures of Swoole\Event and of its function forms are the same
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
function shape(ReflectionFunctionAbstract $function): string
{
    $parameters = array_map(fn (ReflectionParameter $p) => $p->getType() . ' ' . ($p->isVariadic() ? '...' : '') . '$' . $p->getName()
        . ($p->isDefaultValueAvailable() ? ' = ' . var_export($p->getDefaultValue(), true) : ''), $function->getParameters());
    return '(' . implode(', ', $parameters) . '): ' . $function->getReturnType();
}
foreach ((new ReflectionClass('Swoole\Event'))->getMethods() as $method) {
    $function = new ReflectionFunction('swoole_event_' . $method->getName());
    $lines[] = ($method->isStatic() ? 'static ' : '') . $method->getName() . shape($method) . (shape($function) === shape($method) ? '' : ' the function differs: ' . shape($function));
}
sort($lines);
echo implode("\n", $lines), "\n";
Swoole\Event::wait();
?>
--EXPECT--
static add(mixed $fd, ?callable $read_callback = NULL, ?callable $write_callback = NULL, int $events = 512): int|false
static cycle(?callable $callback, bool $before = false): bool
static defer(callable $callback): bool
static del(mixed $fd): bool
static dispatch(): bool
static exit(): void
static isset(mixed $fd, int $events = 1536): bool
static rshutdown(): void
static set(mixed $fd, ?callable $read_callback = NULL, ?callable $write_callback = NULL, int $events = 0): bool
static wait(): void
static write(mixed $fd, string $data): bool
