<?php
/** What tests ask the kernel about processes; everything is read from /proc. */

/** The fields of /proc/PID/stat that tests use, or null when there is no such process. */
function process_stat(int $pid): ?array
{
    $line = @file_get_contents("/proc/$pid/stat");
    if ($line === false || $line === '') {
        return null;
    }
    // The second field is the command in parentheses and may itself hold spaces and parentheses.
    $rest = explode(' ', substr($line, strrpos($line, ')') + 2));
    return ['state' => $rest[0], 'parent' => (int) $rest[1], 'group' => (int) $rest[2], 'session' => (int) $rest[3],
        'threads' => (int) $rest[17]];
}

/** Whether the process runs; a zombie does not. */
function alive(int $pid): bool
{
    $stat = process_stat($pid);
    return $stat !== null && $stat['state'] !== 'Z' && $stat['state'] !== 'X';
}

function parent_of(int $pid): int
{
    return process_stat($pid)['parent'] ?? 0;
}

/** Ids of the running processes for which the filter, given their stat and id, says yes; in ascending order. */
function processes_where(callable $filter): array
{
    $found = [];
    foreach (scandir('/proc') as $name) {
        if (!ctype_digit($name)) {
            continue;
        }
        $stat = process_stat((int) $name);
        if ($stat !== null && $stat['state'] !== 'Z' && $stat['state'] !== 'X' && $filter($stat, (int) $name)) {
            $found[] = (int) $name;
        }
    }
    sort($found);
    return $found;
}

/** Running processes of a process group. */
function group_members(int $group): array
{
    return processes_where(fn (array $stat) => $stat['group'] === $group);
}

/** Running children of a process. */
function children_of(int $pid): array
{
    return processes_where(fn (array $stat) => $stat['parent'] === $pid);
}

/** The value of one field of /proc/PID/status, such as "Uid" or "Cpus_allowed_list". */
function process_status(int $pid, string $field): ?string
{
    $text = @file_get_contents("/proc/$pid/status");
    return $text !== false && preg_match("/^$field:\s*(.*)$/m", $text, $m) ? $m[1] : null;
}

/** Number of open descriptors of a process. */
function open_descriptors(int $pid): int
{
    return count(@scandir("/proc/$pid/fd") ?: []) - 2;
}

/** Whether anyone listens on the TCP port of 127.0.0.1 (or of any address). */
function is_listening(int $port): bool
{
    $needle = sprintf(':%04X 00000000:0000 0A', $port);
    return str_contains((string) @file_get_contents('/proc/net/tcp'), $needle)
        || preg_match(sprintf('/:%04X 0{32}:0000 0A/', $port), (string) @file_get_contents('/proc/net/tcp6')) === 1;
}

/** Gives this process the signal handling of a fresh one: a shell that runs tests in the background ignores SIGINT for them. */
function default_signals(): void
{
    foreach ([SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGCHLD] as $signal) {
        pcntl_signal($signal, SIG_DFL);
    }
    pcntl_sigprocmask(SIG_SETMASK, []);
}

/** C functions that PHP has no name for. Loads the FFI extension where it is shared and not loaded. */
function c_library(string $declarations): FFI
{
    if (!extension_loaded('FFI')) {
        dl('ffi.so');
    }
    return FFI::cdef($declarations);
}
