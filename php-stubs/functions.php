<?php

/*
 * The functions of the extension. Those that do what a method does share its handler.
 */

/**
 * The version of the extension, as `SWOOLE_VERSION` has it.
 */
function swoole_version(): string
{
}

/**
 * How many processors the system has on line.
 */
function swoole_cpu_num(): int
{
}

/**
 * The number of the last failure of the extension in this process: SWOOLE_ERROR_* or a system's errno.
 */
function swoole_last_error(): int
{
}

/**
 * The errno of the last system call that failed in this process.
 */
function swoole_errno(): int
{
}

/**
 * Forgets the last failure: swoole_last_error() returns 0 afterwards.
 */
function swoole_clear_error(): void
{
}

/**
 * What a number means.
 *
 * @param int $error_type SWOOLE_STRERROR_SYSTEM (errno), SWOOLE_STRERROR_GAI (getaddrinfo), SWOOLE_STRERROR_DNS (resolver)
 *        or SWOOLE_STRERROR_SWOOLE (SWOOLE_ERROR_*)
 */
function swoole_strerror(int $errno, int $error_type = \SWOOLE_STRERROR_SYSTEM): string
{
}

/**
 * Keeps failures of a kind out of the log.
 *
 * @param int $error SWOOLE_ERROR_* or errno
 */
function swoole_ignore_error(int $error): void
{
}

/**
 * Writes a line to the log of the extension.
 *
 * @param int $level SWOOLE_LOG_*; lines below `log_level` are dropped
 */
function swoole_error_log(int $level, string $msg): void
{
}

/**
 * Writes a line with an error number to the log of the extension, unless the number is ignored.
 *
 * @param int $level SWOOLE_LOG_*; lines below `log_level` are dropped
 * @param int $error SWOOLE_ERROR_* or errno
 */
function swoole_error_log_ex(int $level, int $error, string $msg): void
{
}

/**
 * Sets the name of the process that ps and top show.
 *
 * @return bool false with a warning if the system or the name does not allow it
 */
function swoole_set_process_name(string $process_name): bool
{
}

/**
 * Addresses of the network interfaces that are up, by interface; loopback is left out.
 *
 * @param int $family AF_INET, AF_INET6, or AF_UNSPEC for both
 */
function swoole_get_local_ip(int $family = 2): array
{
}

/**
 * Hardware addresses of the network interfaces, by interface.
 */
function swoole_get_local_mac(): array
{
}

/**
 * A hash of a string.
 *
 * @param int $type 0 DJB, 1 FNV, ... as documented
 * @return int|false false with a warning for an unknown type
 */
function swoole_hashcode(string $data, int $type = 0): int|false
{
}

/**
 * Figures of PHP's object store: object_num and resource_num.
 */
function swoole_get_vm_status(): array
{
}

/**
 * All live objects of the process.
 */
function swoole_get_objects(): array|false
{
}

/**
 * The live object of that number (spl_object_id()); false if there is none.
 */
function swoole_get_object_by_handle(int $handle): object|false
{
}

/**
 * unserialize() of a part of a string, without copying it.
 *
 * @param int $offset first byte; counts from the end if negative
 * @param int $length number of bytes; 0 for the rest
 * @param array $options as unserialize() takes them
 * @return mixed the value; false with a notice if the bytes are none
 */
function swoole_substr_unserialize(string $str, int $offset, int $length = 0, array $options = []): mixed
{
}

/**
 * json_decode() of a part of a string, without copying it.
 *
 * @param int $offset first byte; counts from the end if negative
 * @param int $length number of bytes; 0 for the rest
 * @return mixed the value; null if the bytes are no JSON
 */
function swoole_substr_json_decode(string $str, int $offset, int $length = 0, bool $associative = false, int $depth = 512, int $flags = 0): mixed
{
}

/**
 * Asks the name servers for a name's address. As Coroutine\System::dnsLookup().
 *
 * @implementation-alias Swoole\Coroutine\System::dnsLookup
 * @param float $timeout seconds
 * @param int $type AF_INET or AF_INET6
 */
function swoole_async_dns_lookup_coro(string $domain_name, float $timeout = 60, int $type = \AF_INET): string|false
{
}

/**
 * Makes a coroutine that runs no PHP code, for tests: it sleeps, again and again.
 *
 * @param int $count how often
 * @param float $sleep_time seconds each
 */
function swoole_test_kernel_coroutine(int $count = 100, float $sleep_time = 1.0): void
{
}

/**
 * Forgets the addresses of names that have been looked up.
 */
function swoole_clear_dns_cache(): void
{
}

/**
 * Adds a type for a file name suffix.
 *
 * @return bool false if the suffix has one already
 */
function swoole_mime_type_add(string $suffix, string $mime_type): bool
{
}

/**
 * Sets the type of a file name suffix, whether it has one or not.
 */
function swoole_mime_type_set(string $suffix, string $mime_type): void
{
}

/**
 * Takes the type of a suffix away.
 *
 * @return bool false if it had none
 */
function swoole_mime_type_delete(string $suffix): bool
{
}

/**
 * The type of a file by its name; application/octet-stream if the suffix is unknown.
 */
function swoole_mime_type_get(string $filename): string
{
}

/**
 * Another name of swoole_mime_type_get().
 *
 * @implementation-alias swoole_mime_type_get
 */
function swoole_get_mime_type(string $filename): string
{
}

/**
 * Whether the suffix of a file's name has a type.
 */
function swoole_mime_type_exists(string $filename): bool
{
}

/**
 * All suffixes that have a type, with it.
 */
function swoole_mime_type_list(): array
{
}

/**
 * The function form of Event::add().
 *
 * @implementation-alias Swoole\Event::add
 */
function swoole_event_add(mixed $fd, ?callable $read_callback = null, ?callable $write_callback = null, int $events = \SWOOLE_EVENT_READ): int|false
{
}

/**
 * The function form of Event::del().
 *
 * @implementation-alias Swoole\Event::del
 */
function swoole_event_del(mixed $fd): bool
{
}

/**
 * The function form of Event::set().
 *
 * @implementation-alias Swoole\Event::set
 */
function swoole_event_set(mixed $fd, ?callable $read_callback = null, ?callable $write_callback = null, int $events = 0): bool
{
}

/**
 * The function form of Event::isset().
 *
 * @implementation-alias Swoole\Event::isset
 */
function swoole_event_isset(mixed $fd, int $events = 1536): bool
{
}

/**
 * The function form of Event::dispatch().
 *
 * @implementation-alias Swoole\Event::dispatch
 */
function swoole_event_dispatch(): bool
{
}

/**
 * The function form of Event::defer().
 *
 * @implementation-alias Swoole\Event::defer
 */
function swoole_event_defer(callable $callback): bool
{
}

/**
 * The function form of Event::cycle().
 *
 * @implementation-alias Swoole\Event::cycle
 */
function swoole_event_cycle(?callable $callback, bool $before = false): bool
{
}

/**
 * The function form of Event::write().
 *
 * @implementation-alias Swoole\Event::write
 */
function swoole_event_write(mixed $fd, string $data): bool
{
}

/**
 * The function form of Event::wait().
 *
 * @implementation-alias Swoole\Event::wait
 */
function swoole_event_wait(): void
{
}

/**
 * The function form of Event::rshutdown().
 *
 * @implementation-alias Swoole\Event::rshutdown
 */
function swoole_event_rshutdown(): void
{
}

/**
 * The function form of Event::exit().
 *
 * @implementation-alias Swoole\Event::exit
 */
function swoole_event_exit(): void
{
}

/**
 * The function form of Timer::tick().
 *
 * @implementation-alias Swoole\Timer::tick
 */
function swoole_timer_tick(int $ms, callable $callback): int|false
{
}

/**
 * The function form of Timer::after().
 *
 * @implementation-alias Swoole\Timer::after
 */
function swoole_timer_after(int $ms, callable $callback): int|false
{
}

/**
 * The function form of Timer::exists().
 *
 * @implementation-alias Swoole\Timer::exists
 */
function swoole_timer_exists(int $timer_id): bool
{
}

/**
 * The function form of Timer::info().
 *
 * @implementation-alias Swoole\Timer::info
 */
function swoole_timer_info(int $timer_id): ?array
{
}

/**
 * The function form of Timer::stats().
 *
 * @implementation-alias Swoole\Timer::stats
 */
function swoole_timer_stats(): array
{
}

/**
 * The function form of Timer::list().
 *
 * @implementation-alias Swoole\Timer::list
 */
function swoole_timer_list(): \Swoole\Timer\Iterator
{
}

/**
 * The function form of Timer::clear().
 *
 * @implementation-alias Swoole\Timer::clear
 */
function swoole_timer_clear(int $timer_id): bool
{
}

/**
 * The function form of Timer::clearAll().
 *
 * @implementation-alias Swoole\Timer::clearAll
 */
function swoole_timer_clear_all(): bool
{
}

/**
 * Settings of the process for scripts that are no server: log_file, log_level, log_date_format, log_date_with_microseconds, log_rotation.
 *
 * @param array $settings by name; unknown names are ignored
 */
function swoole_async_set(array $settings): bool
{
}

/**
 * Marks the beginning of the shutdown functions. Called by the extension.
 *
 * @return bool false with a warning if they have begun already
 */
function swoole_internal_call_user_shutdown_begin(): bool
{
}

/**
 * Runs a function in a new coroutine. As Swoole\Coroutine::create().
 *
 * @implementation-alias Swoole\Coroutine::create
 */
function swoole_coroutine_create(callable $func, mixed ...$params): int|false
{
}

/**
 * Two sockets that are connected with each other.
 *
 * @return array|false two objects of Swoole\Coroutine\Socket
 */
function swoole_coroutine_socketpair(int $domain, int $type, int $protocol): array|false
{
}

/**
 * Calls back when the coroutine that runs ends. As Swoole\Coroutine::defer().
 *
 * @implementation-alias Swoole\Coroutine::defer
 */
function swoole_coroutine_defer(callable $callback): void
{
}
