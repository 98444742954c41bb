<?php

/*
 * Functions whose code stands here. They are there while swoole.enable_library is on.
 */

namespace Swoole\Coroutine {
    use Swoole\Coroutine;

    /**
     * Runs every task in a coroutine of its own, all at once, and waits for their results.
     *
     * @param array<callable> $tasks called without arguments
     * @param float $timeout limit in seconds; none if it is not above 0. Tasks that run then go on running
     * @return array the results under the tasks' keys; null for a task that has not ended in time
     */
    function batch(array $tasks, float $timeout = -1): array
    {
        foreach ($tasks as $key => $task) {
            if (!is_callable($task)) {
                throw new \TypeError("Swoole\\Coroutine\\batch(): Argument #1 (\$tasks) must be an array of callables, [$key] is " . get_debug_type($task));
            }
        }
        if (Coroutine::getCid() === -1) {
            $results = [];
            run(function () use ($tasks, $timeout, &$results): void {
                $results = batch($tasks, $timeout);
            });
            return $results;
        }
        $results = array_fill_keys(array_keys($tasks), null);
        $group = new WaitGroup(count($tasks));
        foreach ($tasks as $key => $task) {
            Coroutine::create(function () use ($group, &$results, $key, $task): void {
                $results[$key] = $task();
                $group->done();
            });
        }
        $group->wait($timeout);
        return $results;
    }

    /**
     * Runs a function in $n coroutines at once and waits for all of them.
     *
     * @param int $n not above 0: nothing is done
     * @param callable $fn called without arguments
     */
    function parallel(int $n, callable $fn): void
    {
        if ($n > 0) {
            batch(array_fill(0, $n, $fn));
        }
    }

    /**
     * Calls a function for every element of an array, all at once, each in a coroutine of its own.
     *
     * @param callable $fn gets the element and its key
     * @param float $timeout as for batch()
     * @return array the results under the elements' keys
     */
    function map(array $list, callable $fn, float $timeout = -1): array
    {
        $tasks = [];
        foreach ($list as $key => $element) {
            $tasks[$key] = fn () => $fn($element, $key);
        }
        return batch($tasks, $timeout);
    }
}
