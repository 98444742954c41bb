<?php
/** What tests say and how they fail. A passing check prints nothing; a failing one prints where and what. */

/** Reports a failure with the line of the test that found it; the test's expected output then no longer matches. */
function fail(string $message): void
{
    $line = 0;
    foreach (debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS) as $frame) {
        if (isset($frame['file']) && dirname($frame['file']) !== __DIR__) {
            $line = $frame['line'];
            break;
        }
    }
    TestServer::reportFailure("FAILED at line $line: $message");
}

/** The condition must hold. */
function check(bool $condition, string $what): bool
{
    if (!$condition) {
        fail($what);
    }
    return $condition;
}

/** Both values must be identical, type included. */
function same(mixed $expected, mixed $actual, string $what): bool
{
    if ($expected === $actual) {
        return true;
    }
    fail("$what: expected " . show($expected) . ', got ' . show($actual));
    return false;
}

/** A value as one short line of PHP. */
function show(mixed $value): string
{
    if (is_string($value) && strlen($value) > 300) {
        return sprintf('string of %d bytes %s...', strlen($value), var_export(substr($value, 0, 60), true));
    }
    if (is_object($value)) {
        return 'object of ' . $value::class;
    }
    return is_array($value) ? json_encode($value, JSON_UNESCAPED_SLASHES) : var_export($value, true);
}

/**
 * Runs one test body in SWOOLE_BASE and in SWOOLE_PROCESS mode and prints a line for each.
 *
 * The body gets the mode and its name. What it prints comes before its line.
 */
function both_modes(callable $body): void
{
    foreach (['BASE' => SWOOLE_BASE, 'PROCESS' => SWOOLE_PROCESS] as $name => $mode) {
        $body($mode, $name);
        TestServer::end_all();
        echo "$name done\n";
    }
}

/** Polls until the condition is truthy and returns what it returned; after $seconds says so and returns false. */
function wait_until(callable $condition, string $what, float $seconds = PATIENCE): mixed
{
    $deadline = microtime(true) + $seconds;
    do {
        $result = $condition();
        if ($result) {
            return $result;
        }
        usleep(2000);
    } while (microtime(true) < $deadline);
    fail("waited {$seconds}s in vain for $what");
    return false;
}

/** The condition holds now and goes on holding for so many seconds: for what must not happen. */
function stays(callable $condition, string $what, float $seconds = 0.2): void
{
    $deadline = microtime(true) + $seconds;
    do {
        if (!$condition()) {
            fail("$what did not last");
            return;
        }
        usleep(5000);
    } while (microtime(true) < $deadline);
}

/** What a callable throws, as "Class(code): message"; "nothing thrown" otherwise. */
function thrown_by(callable $body): string
{
    try {
        $body();
    } catch (Throwable $e) {
        return $e::class . '(' . $e->getCode() . '): ' . $e->getMessage();
    }
    return 'nothing thrown';
}

/** Runs a callable and returns [what it returned, list of PHP warnings "level: message" it raised]. */
function with_warnings(callable $body): array
{
    $names = [E_WARNING => 'Warning', E_NOTICE => 'Notice', E_DEPRECATED => 'Deprecated',
        E_USER_WARNING => 'User warning', E_USER_NOTICE => 'User notice', E_USER_DEPRECATED => 'User deprecated'];
    $seen = [];
    set_error_handler(function (int $level, string $message) use (&$seen, $names) {
        $seen[] = ($names[$level] ?? "Level $level") . ": $message";
        return true;
    });
    try {
        $result = $body();
    } finally {
        restore_error_handler();
    }
    return [$result, $seen];
}

/** Ends the test, and every process it started, after so many seconds. */
function time_limit(int $seconds): void
{
    pcntl_async_signals(true);
    pcntl_signal(SIGALRM, function () use ($seconds) {
        echo "FAILED: the test's limit of {$seconds}s has passed\n";
        exit(1);
    });
    pcntl_alarm($seconds);
}
