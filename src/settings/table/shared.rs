//! Settings of the process: they hold wherever they are made.

use super::super::row::{
    Kind, Place, Row, array, callable, count, flag, int, one_of, seconds, size, string, string_or,
};

const SERVER: &[Place] = &[Place::Server];
const SERVER_CO_POOL: &[Place] = &[Place::Server, Place::Coroutine, Place::Pool];
const SERVER_CO: &[Place] = &[Place::Server, Place::Coroutine];
const ANY: &[Place] = &[Place::Server, Place::Coroutine, Place::Async];
const ASYNC_: &[Place] = &[Place::Server, Place::Async];

pub(super) static LOGGING: &[Row] = &[
    string("log_file", "File that the log is appended to.")
        .at(ANY)
        .computed("standard output; nowhere if daemonize"),
    int("log_level", 0, 6, 2, "The least level that is logged, SWOOLE_LOG_*.").at(ANY),
    one_of(
        "log_rotation",
        &[0, 1, 2, 3, 4],
        0,
        "How often the log begins a new file, SWOOLE_LOG_ROTATION_*.",
    )
    .at(ANY),
    string_or("log_date_format", "%F %T", "Time of a log line, as strftime() has it.").at(ANY),
    flag("log_date_with_microseconds", false, "Log lines show microseconds.").at(ANY),
    flag("display_errors", true, "Show the extension's warnings.").at(ANY),
    flag("debug_mode", false, "Log debug messages.")
        .at(ANY)
        .inert("debug messages need a debug build"),
    int(
        "trace_flags",
        i64::MIN,
        i64::MAX,
        0,
        "Parts whose trace messages are logged, a mask of SWOOLE_TRACE_*.",
    )
    .at(ANY)
    .inert("trace messages need a debug build"),
    string("stats_file", "File that what stats() returns is written to.").at(SERVER),
    int(
        "stats_timer_interval",
        1,
        i64::MAX,
        1000,
        "Milliseconds between two writes of stats_file.",
    )
    .at(SERVER),
    string("admin_server", "Address of the service for the dashboard.")
        .at(SERVER)
        .not_yet("the dashboard service"),
];

pub(super) static COROUTINES: &[Row] = &[
    int(
        "max_coroutine",
        -1,
        i64::MAX,
        100_000,
        "Coroutines of a process at most; 0 or -1 is the default.",
    )
    .alias(&["max_coro_num"])
    .at(SERVER_CO_POOL),
    int(
        "hook_flags",
        i64::MIN,
        i64::MAX,
        0,
        "Functions of PHP that yield instead of blocking, a mask of SWOOLE_HOOK_*.",
    )
    .at(SERVER_CO),
    // What is out of bounds is brought within them, where stacks are made.
    Row {
        kind: Kind::Size(-1, i64::MAX),
        ..size("c_stack_size", 2 << 20, "Bytes of a coroutine's C stack, 64 KiB to 16 MiB.")
            .alias(&["stack_size"])
            .at(SERVER_CO_POOL)
    },
    flag(
        "enable_preemptive_scheduler",
        false,
        "A coroutine that runs for 10 ms makes way for others.",
    )
    .at(SERVER_CO_POOL),
    flag("enable_deadlock_check", true, "Report coroutines that wait when nothing can wake them.")
        .at(SERVER_CO_POOL),
    flag("deadlock_check_disable_trace", false, "Report such coroutines without a trace.")
        .at(&[Place::Coroutine]),
    count("deadlock_check_limit", 32, "Such coroutines to report at most.").at(&[Place::Coroutine]),
    count("deadlock_check_depth", 32, "Frames of such a report at most.").at(&[Place::Coroutine]),
    callable("exit_condition", "Function that says whether the event loop may end.")
        .at(&[Place::Coroutine]),
    array("name_resolver", "Resolvers of names, tried in turn.")
        .at(SERVER_CO)
        .not_yet("coroutines"),
    seconds(
        "socket_timeout",
        60.0,
        "Seconds that a client's read or write may take; -1 is for ever.",
    )
    .at(SERVER_CO),
    seconds(
        "socket_connect_timeout",
        2.0,
        "Seconds that a client's connect may take; -1 is for ever.",
    )
    .at(SERVER_CO),
    seconds("socket_read_timeout", 60.0, "Seconds that a client's read may take; -1 is for ever.")
        .alias(&["socket_recv_timeout"])
        .at(SERVER_CO),
    seconds(
        "socket_write_timeout",
        60.0,
        "Seconds that a client's write may take; -1 is for ever.",
    )
    .alias(&["socket_send_timeout"])
    .at(SERVER_CO),
    seconds(
        "socket_dns_timeout",
        60.0,
        "Seconds that a client's look-up of a name may take; -1 is for ever.",
    )
    .at(SERVER_CO),
    string("dns_server", "Address of the server that answers look-ups.").at(ANY),
    seconds("dns_cache_expire", 60.0, "Seconds that a name's address is kept.").at(SERVER_CO),
    int("dns_cache_capacity", -1, i64::MAX, 1000, "Names whose address is kept; -1 is all.")
        .at(SERVER_CO),
];

pub(super) static ASYNC: &[Row] = &[
    count("aio_core_worker_num", 0, "Threads that always wait for file operations.")
        .at(ASYNC_)
        .computed("number of CPUs"),
    count("aio_worker_num", 0, "Threads for file operations at most.")
        .at(ASYNC_)
        .computed("8 for each CPU"),
    seconds(
        "aio_max_wait_time",
        0.0,
        "Seconds that an operation waits before another thread is started.",
    )
    .at(ASYNC_),
    seconds("aio_max_idle_time", 1.0, "Seconds without work after which a thread ends.").at(ASYNC_),
    count("iouring_entries", 8192, "Entries of the io_uring queue.")
        .at(ASYNC_)
        .inert("io_uring is not used"),
    count("iouring_workers", 0, "Threads of io_uring.").at(ASYNC_).inert("io_uring is not used"),
    count("iouring_flag", 0, "Flags of io_uring.").at(ASYNC_).inert("io_uring is not used"),
    flag("enable_signalfd", true, "Take signals from a descriptor.")
        .at(ASYNC_)
        .inert("signals always come through the event loop"),
    flag("wait_signal", false, "Signal handlers keep the event loop alive.")
        .at(ASYNC_)
        .not_yet("signals of scripts"),
    seconds("dns_cache_refresh_time", 60.0, "Seconds that a name's address is kept.").at(ASYNC_),
    flag("dns_lookup_random", false, "Choose one of a name's addresses by chance.").at(ASYNC_),
    flag("use_async_resolver", false, "Look names up in the event loop.")
        .at(ASYNC_)
        .not_yet("clients"),
    flag("socket_dontwait", false, "Sockets of the script do not block.")
        .at(ASYNC_)
        .not_yet("clients"),
    count("thread_num", 0, "Threads for file operations.")
        .at(ASYNC_)
        .computed("aio_core_worker_num"),
    count("min_thread_num", 0, "Threads for file operations at least.")
        .at(ASYNC_)
        .computed("aio_core_worker_num"),
    count("max_thread_num", 0, "Threads for file operations at most.")
        .at(ASYNC_)
        .computed("aio_worker_num"),
];
