<?php

namespace Swoole\Coroutine;

/**
 * What a process asks of its system, without blocking: time, files, names, processes, signals.
 *
 * @short-name Co\System
 */
class System
{
    /**
     * Looks a name's address up, as the machine does, on a thread. What was found is kept for a while (dns_cache_expire, dns_cache_capacity).
     *
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
     * @param bool $get_error_stream its error output is part of the output
     * @return array|false code, signal and output; false if it could not be run, or not be waited for
     */
    public static function exec(string $command, bool $get_error_stream = false): array|false
    {
    }

    /**
     * Waits.
     *
     * @param float $seconds at least 0.001
     */
    public static function sleep(float $seconds): bool
    {
    }

    /**
     * Looks all of a name's addresses up, as the machine does, on a thread.
     *
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
     */
    public static function statvfs(string $path): array|false
    {
    }

    /**
     * Reads a whole file, on a thread.
     *
     * @param int $flag LOCK_EX waits for those who lock the file
     */
    public static function readFile(string $filename, int $flag = 0): string|false
    {
    }

    /**
     * Writes a whole file, on a thread. It is made if it is not there.
     *
     * @param int $flags FILE_APPEND adds to the file; LOCK_EX locks it meanwhile
     * @return int|false the number of bytes written
     */
    public static function writeFile(string $filename, string $fileContent, int $flags = 0): int|false
    {
    }

    /**
     * Waits for a child process to end.
     *
     * @param float $timeout seconds; for ever if it is not positive
     * @return array|false pid, code and signal; false if there is no child, or none ended in time
     */
    public static function wait(float $timeout = -1): array|false
    {
    }

    /**
     * Waits for one child process to end. Nobody who waits for any child gets it meanwhile.
     *
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
     * @param mixed $socket a stream, a socket or a number
     * @param int $events SWOOLE_EVENT_READ, SWOOLE_EVENT_WRITE or both
     * @param float $timeout seconds; 0 only looks, for ever if it is negative
     * @return int|false those of the events that have happened
     */
    public static function waitEvent(mixed $socket, int $events = \SWOOLE_EVENT_READ, float $timeout = -1): int|false
    {
    }
}
