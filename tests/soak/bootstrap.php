<?php
/**
 * What the endurance runs share. Each file beside this one is a run: `make soak` starts all of them with the counts that the project
 * promises; the tests `phpt/swoole_server/endurance_*` run them with small ones, which they set as the constant ROUNDS.
 *
 * A run prints its figures, a line each, and `FAILED at line ...` for what does not hold.
 */
require_once __DIR__ . '/../../phpt/include/bootstrap.php';
require_once __DIR__ . '/Load.php';

/** How often the run's event is to happen: what a test has set, the first argument, or the count that the file names. */
function rounds(int $default): int
{
    return defined('ROUNDS') ? ROUNDS : (int) ($GLOBALS['argv'][1] ?? $default);
}

/** The run may take so long; the tests' own limit is far too short for it. */
function may_take(int $seconds): void
{
    time_limit($seconds);
}

/** One figure of a run. */
function figure(string $name, int|float|string $value): void
{
    echo "$name: ", is_float($value) ? round($value, 1) : $value, "\n";
}

/** Whether PHP takes its memory from the system, for a tool that watches it: there is no memory_limit then, and the figures are the tool's. */
function without_limit(): bool
{
    return getenv('USE_ZEND_ALLOC') === '0';
}

/** Memory that a process has written to and shares with nobody, in KB. What it reads of the extension's file is its own or not as others have it loaded. */
function private_memory(int $pid): int
{
    $text = (string) @file_get_contents("/proc/$pid/smaps_rollup");
    preg_match_all('/^Private_Dirty:\s+(\d+) kB$/m', $text, $m);
    return array_sum($m[1]);
}

/** Processor time of a process in milliseconds, all threads together. */
function processor_time(int $pid): float
{
    $line = (string) @file_get_contents("/proc/$pid/stat");
    $fields = explode(' ', substr($line, strrpos($line, ')') + 2));
    return ((int) $fields[11] + (int) $fields[12]) * 10.0;
}
