<?php

/*
 * The functions of the namespace Swoole\Coroutine.
 */

namespace Swoole\Coroutine;

/**
 * Runs a function in a coroutine, with $args, and the event loop until nothing is left to wait for.
 *
 * @return bool false with a warning if a loop runs already
 */
function run(callable $fn, mixed ...$args): bool
{
}

/**
 * Runs a function in a new coroutine. As Coroutine::create().
 *
 * @implementation-alias Swoole\Coroutine::create
 */
function go(callable $fn, mixed ...$args): int|false
{
}

/**
 * Calls back when the coroutine that runs ends. As Coroutine::defer().
 *
 * @implementation-alias Swoole\Coroutine::defer
 */
function defer(callable $fn): void
{
}

/**
 * Prints which coroutines there are and where each of them waits. Called by itself when nothing is left that could wake them, unless
 * `enable_deadlock_check` is off.
 */
function deadlock_check(): void
{
}
