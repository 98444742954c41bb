<?php

namespace Swoole;

/**
 * Coroutines: functions that give way while they wait, so that one process serves thousands at once.
 *
 * @short-name Co
 *
 * @class-init
 */
class Coroutine
{
    /**
     * Runs a function in a new coroutine, with $param. It runs at once, until it first waits.
     *
     * @return int|false the coroutine's number; false with a warning if there are too many
     */
    public static function create(callable $func, mixed ...$param): int|false
    {
    }

    /**
     * Calls back when the coroutine that runs ends; what was added last comes first.
     */
    public static function defer(callable $callback): void
    {
    }

    /**
     * Settings of all coroutines of the process; what was set before and is not named stays.
     *
     * @param array $options names and values: max_coroutine, c_stack_size, enable_deadlock_check, ...
     */
    public static function set(array $options): void
    {
    }

    /**
     * What was set; null if nothing was.
     */
    public static function getOptions(): ?array
    {
    }

    /**
     * Whether there is a coroutine of that number.
     */
    public static function exists(int $cid): bool
    {
    }

    /**
     * Gives way until somebody calls resume() with this coroutine's number.
     *
     * @return bool false if it was cancelled
     */
    public static function yield(): bool
    {
    }

    /**
     * Ends what a coroutine waits for: that call fails there.
     *
     * @param bool $throw_exception throws a CanceledException there
     * @return bool false if there is no such coroutine or it cannot be cancelled; swoole_last_error() says which
     */
    public static function cancel(int $cid, bool $throw_exception = false): bool
    {
    }

    /**
     * Waits until all of these coroutines have ended.
     *
     * @param array $cid_array numbers of coroutines; those that are gone already do not count
     * @param float $timeout seconds; for ever if it is not positive
     * @return bool false if time was up, or there is nobody to wait for
     */
    public static function join(array $cid_array, float $timeout = -1): bool
    {
    }

    /**
     * Whether the last wait of the coroutine that runs was cancelled.
     */
    public static function isCanceled(): bool
    {
    }

    /**
     * Gives the coroutine that runs so long to end: what it waits for by then throws a TimeoutException. Says whether a limit holds now.
     *
     * @param float $timeout seconds, from now on; 0 or less takes the limit back
     */
    public static function setTimeLimit(float $timeout): bool
    {
    }

    /**
     * Gives way until somebody calls resume() with this coroutine's number.
     *
     * @implementation-alias Swoole\Coroutine::yield
     */
    public static function suspend(): bool
    {
    }

    /**
     * Goes on with a coroutine that has given way by yield().
     *
     * @return bool false with a warning if it waits for something else, or is not there
     */
    public static function resume(int $cid): bool
    {
    }

    /**
     * Counts of coroutines, events and threads.
     */
    public static function stats(): array
    {
    }

    /**
     * The number of the coroutine that runs; -1 outside of all.
     */
    public static function getCid(): int
    {
    }

    /**
     * The number of the coroutine that runs; -1 outside of all.
     *
     * @implementation-alias Swoole\Coroutine::getCid
     */
    public static function getuid(): int
    {
    }

    /**
     * Who made a coroutine.
     *
     * @param int $cid 0 stands for the one that runs
     * @return int|false its number, -1 if no coroutine did; false if there is no such coroutine
     */
    public static function getPcid(int $cid = 0): int|false
    {
    }

    /**
     * What a coroutine keeps for itself: gone when it ends.
     *
     * @param int $cid 0 stands for the one that runs
     */
    public static function getContext(int $cid = 0): ?\Swoole\Coroutine\Context
    {
    }

    /**
     * Where a coroutine is, as debug_backtrace() has it.
     *
     * @param int $cid 0 stands for the one that runs
     * @return array|false false if there is no such coroutine
     */
    public static function getBackTrace(int $cid = 0, int $options = \DEBUG_BACKTRACE_PROVIDE_OBJECT, int $limit = 0): array|false
    {
    }

    /**
     * Prints where a coroutine is, as debug_print_backtrace() does.
     *
     * @param int $cid 0 stands for the one that runs
     */
    public static function printBackTrace(int $cid = 0, int $options = 0, int $limit = 0): void
    {
    }

    /**
     * Milliseconds since a coroutine was made; -1 if there is none of that number.
     *
     * @param int $cid 0 stands for the one that runs
     */
    public static function getElapsed(int $cid = 0): int
    {
    }

    /**
     * Bytes of a coroutine's PHP stack; false if there is none of that number.
     *
     * @param int $cid 0 stands for the one that runs
     */
    public static function getStackUsage(int $cid = 0): int|false
    {
    }

    /**
     * The numbers of all coroutines.
     */
    public static function list(): \Swoole\Coroutine\Iterator
    {
    }

    /**
     * The numbers of all coroutines.
     *
     * @implementation-alias Swoole\Coroutine::list
     */
    public static function listCoroutines(): \Swoole\Coroutine\Iterator
    {
    }

    /**
     * Lets a coroutine that computes for long be interrupted again; false if it may be already.
     */
    public static function enableScheduler(): bool
    {
    }

    /**
     * Keeps coroutines from being interrupted while they compute.
     */
    public static function disableScheduler(): bool
    {
    }

    /**
     * Looks a name's address up, as the machine does, on a thread. What was found is kept for a while (dns_cache_expire, dns_cache_capacity).
     *
     * @implementation-alias Swoole\Coroutine\System::gethostbyname
     * @param int $type AF_INET or AF_INET6
     * @param float $timeout seconds; socket_dns_timeout if it is not positive
     * @return string|false an address; false if none was found (swoole_last_error() is SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED) or in time
     */
    public static function gethostbyname(string $domain_name, int $type = \AF_INET, float $timeout = -1): string|false
    {
    }

    /**
     * Asks the name servers (dns_server, or those of /etc/resolv.conf) for a name's address, unless /etc/hosts has it. What was found is kept for a
     * while, as by gethostbyname().
     *
     * @implementation-alias Swoole\Coroutine\System::dnsLookup
     * @param float $timeout seconds; socket_dns_timeout if it is not positive
     * @param int $type AF_INET or AF_INET6
     * @return string|false an address, or false
     */
    public static function dnsLookup(string $domain_name, float $timeout = 60, int $type = \AF_INET): string|false
    {
    }

    /**
     * Runs a shell command. A command that writes nothing for socket_read_timeout seconds is waited for no longer.
     *
     * @implementation-alias Swoole\Coroutine\System::exec
     * @param bool $get_error_stream its error output is part of the output
     * @return array|false code, signal and output; false if it could not be run, or not be waited for
     */
    public static function exec(string $command, bool $get_error_stream = false): array|false
    {
    }

    /**
     * Waits.
     *
     * @implementation-alias Swoole\Coroutine\System::sleep
     * @param float $seconds at least 0.001
     */
    public static function sleep(float $seconds): bool
    {
    }

    /**
     * Looks all of a name's addresses up, as the machine does, on a thread.
     *
     * @implementation-alias Swoole\Coroutine\System::getaddrinfo
     * @param int $family AF_INET or AF_INET6
     * @param int $socktype SOCK_STREAM, SOCK_DGRAM or SOCK_RAW; 0 is any
     * @param int $protocol 0 is any
     * @param string|null $service a service or port that must be known
     * @param float $timeout seconds; socket_dns_timeout if it is not positive
     * @return array|bool the addresses; false with an EAI_* number as the last error (SWOOLE_STRERROR_GAI), or if there was no answer in time
     */
    public static function getaddrinfo(string $domain, int $family = \AF_INET, int $socktype = \SOCK_STREAM, int $protocol = \STREAM_IPPROTO_TCP, ?string $service = null, float $timeout = -1): array|bool
    {
    }

    /**
     * What is known of the file system that holds a path: statvfs(3).
     *
     * @implementation-alias Swoole\Coroutine\System::statvfs
     */
    public static function statvfs(string $path): array|false
    {
    }

    /**
     * Reads a whole file, on a thread.
     *
     * @implementation-alias Swoole\Coroutine\System::readFile
     * @param int $flag LOCK_EX waits for those who lock the file
     */
    public static function readFile(string $filename, int $flag = 0): string|false
    {
    }

    /**
     * Writes a whole file, on a thread. It is made if it is not there.
     *
     * @implementation-alias Swoole\Coroutine\System::writeFile
     * @param int $flags FILE_APPEND adds to the file; LOCK_EX locks it meanwhile
     * @return int|false the number of bytes written
     */
    public static function writeFile(string $filename, string $fileContent, int $flags = 0): int|false
    {
    }

    /**
     * Waits for a child process to end.
     *
     * @implementation-alias Swoole\Coroutine\System::wait
     * @param float $timeout seconds; for ever if it is not positive
     * @return array|false pid, code and signal; false if there is no child, or none ended in time
     */
    public static function wait(float $timeout = -1): array|false
    {
    }

    /**
     * Waits for one child process to end. Nobody who waits for any child gets it meanwhile.
     *
     * @implementation-alias Swoole\Coroutine\System::waitPid
     * @param int $pid -1 stands for any
     * @param float $timeout seconds; for ever if it is not positive
     * @return array|false pid, code and signal; false if there is no such child, or it did not end in time
     */
    public static function waitPid(int $pid, float $timeout = -1): array|false
    {
    }

    /**
     * Waits for a signal to come.
     *
     * @implementation-alias Swoole\Coroutine\System::waitSignal
     * @param array|int $signals one or several; any but SIGCHLD
     * @param float $timeout seconds; for ever if it is not positive
     * @return int|false the signal that came
     */
    public static function waitSignal(array|int $signals, float $timeout = -1): int|false
    {
    }

    /**
     * Waits until a descriptor can be read or written.
     *
     * @implementation-alias Swoole\Coroutine\System::waitEvent
     * @param mixed $socket a stream, a socket or a number
     * @param int $events SWOOLE_EVENT_READ, SWOOLE_EVENT_WRITE or both
     * @param float $timeout seconds; 0 only looks, for ever if it is negative
     * @return int|false those of the events that have happened
     */
    public static function waitEvent(mixed $socket, int $events = \SWOOLE_EVENT_READ, float $timeout = -1): int|false
    {
    }
}
