--TEST--
the signatures of Swoole\Timer and of its function forms, which differ only in naming $params
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
function shape(ReflectionFunctionAbstract $function): string
{
    $parameters = array_map(fn (ReflectionParameter $p) => $p->getType() . ' ' . ($p->isVariadic() ? '...' : '') . '$' . $p->getName()
        . ($p->isDefaultValueAvailable() ? ' = ' . var_export($p->getDefaultValue(), true) : ''), $function->getParameters());
    return '(' . implode(', ', $parameters) . '): ' . $function->getReturnType();
}
foreach ((new ReflectionClass('Swoole\Timer'))->getMethods() as $method) {
    $function = new ReflectionFunction('swoole_timer_' . ($method->getName() === 'clearAll' ? 'clear_all' : $method->getName()));
    $lines[] = ($method->isStatic() ? 'static ' : '') . $method->getName() . shape($method) . (shape($function) === shape($method) ? '' : ' the function differs: ' . shape($function));
}
sort($lines);
echo implode("\n", $lines), "\n";
Swoole\Event::wait();
?>
--EXPECT--
static after(int $ms, callable $callback, mixed ...$params): int|false the function differs: (int $ms, callable $callback): int|false
static clear(int $timer_id): bool
static clearAll(): bool
static exists(int $timer_id): bool
static info(int $timer_id): ?array
static list(): Swoole\Timer\Iterator
static stats(): array
static tick(int $ms, callable $callback, mixed ...$params): int|false the function differs: (int $ms, callable $callback): int|false
