<?php

namespace Swoole\Coroutine;

/**
 * Runs functions in coroutines, and the event loop until nothing is left to wait for.
 *
 * @short-name Co\Scheduler
 * @class-init
 * @not-serializable
 */
final class Scheduler
{
    /**
     * Adds a function to run in a coroutine, with $param.
     */
    public function add(callable $func, mixed ...$param): void
    {
    }

    /**
     * Adds a function to run in $n coroutines, with $param.
     */
    public function parallel(int $n, callable $func, mixed ...$param): void
    {
    }

    /**
     * As Coroutine::set().
     *
     * @implementation-alias Swoole\Coroutine::set
     */
    public function set(array $settings): void
    {
    }

    /**
     * As Coroutine::getOptions().
     *
     * @implementation-alias Swoole\Coroutine::getOptions
     */
    public function getOptions(): ?array
    {
    }

    /**
     * Runs what was added, and the event loop until nothing is left to wait for.
     *
     * @return bool false with a warning if nothing was added or a loop runs already
     */
    public function start(): bool
    {
    }
}
