<?php

/*
 * Short names of functions, there while swoole.use_shortname is on.
 */

namespace {
    /**
     * Runs a function in a new coroutine. As Swoole\Coroutine::create().
     *
     * @implementation-alias Swoole\Coroutine::create
     */
    function go(callable $func): int|false
    {
    }

    /**
     * Calls back when the coroutine that runs ends. As Swoole\Coroutine::defer().
     *
     * @implementation-alias Swoole\Coroutine::defer
     */
    function defer(callable $callback): void
    {
    }
}

namespace Co {
    /**
     * Runs a function in a coroutine and the event loop. As Swoole\Coroutine\run().
     *
     * @implementation-alias Swoole\Coroutine\run
     */
    function run(callable $fn, mixed ...$args): bool
    {
    }

    /**
     * Runs a function in a new coroutine. As Swoole\Coroutine::create().
     *
     * @implementation-alias Swoole\Coroutine::create
     */
    function go(callable $fn, mixed ...$args): int|false
    {
    }

    /**
     * Calls back when the coroutine that runs ends. As Swoole\Coroutine::defer().
     *
     * @implementation-alias Swoole\Coroutine::defer
     */
    function defer(callable $fn): void
    {
    }
}
