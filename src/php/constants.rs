//! The constants of the extension, in groups.
//!
//! The module registers them while it starts. Numbers that the system defines come from there, errors from
//! the engine's table, versions from Cargo.toml.

use std::ffi::{CStr, CString, c_char};

use ext_php_rs::ffi::{
    self, CONST_CS, CONST_PERSISTENT, zend_register_bool_constant, zend_register_double_constant,
    zend_register_long_constant, zend_register_string_constant,
};

use crate::error;
use crate::php::module::VERSION;

enum Value {
    Bool(bool),
    Long(i64),
    Double(f64),
    Str(&'static CStr),
}
use Value::{Bool, Double, Long, Str};

type Constant = (&'static CStr, Value);

/// Registers all constants. A name that another extension has taken (`TCP_INFO`) keeps its value.
pub fn register(module: i32) {
    let groups = [
        SERVER, SOCKET, TLS, TIMER, LOG, STRERROR, LOCKS, COROUTINE, HOOK, HTTP, WEBSOCKET,
        FEATURES,
    ];
    for (name, value) in groups.into_iter().flatten() {
        if !defined(name) {
            value.register(name, module);
        }
    }
    for row in error::TABLE {
        let name = CString::new(row.name).expect("a constant's name has no NUL");
        Long(row.code.0.into()).register(&name, module);
    }
    let [major, minor, release] = version();
    for (name, value) in [
        (c"SWOOLE_VERSION", Str(VERSION)),
        (c"SWOOLE_VERSION_ID", Long(major * 10_000 + minor * 100 + release)),
        (c"SWOOLE_MAJOR_VERSION", Long(major)),
        (c"SWOOLE_MINOR_VERSION", Long(minor)),
        (c"SWOOLE_RELEASE_VERSION", Long(release)),
        (c"SWOOLE_EXTRA_VERSION", Str(c"")),
    ] {
        value.register(name, module);
    }
}

/// Registers the constants of inotify(7).
pub fn register_inotify(module: i32) {
    for (name, value) in INOTIFY {
        value.register(name, module);
    }
}

/// The three numbers of the version.
pub fn version() -> [i64; 3] {
    [
        env!("CARGO_PKG_VERSION_MAJOR"),
        env!("CARGO_PKG_VERSION_MINOR"),
        env!("CARGO_PKG_VERSION_PATCH"),
    ]
    .map(|part| part.parse().expect("cargo's version parts are numbers"))
}

fn defined(name: &CStr) -> bool {
    // SAFETY: the table of constants exists while modules start; the name has the length given.
    unsafe {
        let table = (*ffi::ext_php_rs_executor_globals()).zend_constants;
        !ffi::zend_hash_str_find(table, name.as_ptr(), name.count_bytes()).is_null()
    }
}

impl Value {
    fn register(&self, name: &CStr, module: i32) {
        let (text, length): (*const c_char, usize) = (name.as_ptr(), name.count_bytes());
        let flags = (CONST_CS | CONST_PERSISTENT) as i32;
        // SAFETY: the name has the length given; the engine copies names, and the strings are static.
        unsafe {
            match *self {
                Bool(b) => zend_register_bool_constant(text, length, b, flags, module),
                Long(n) => zend_register_long_constant(text, length, n, flags, module),
                Double(d) => zend_register_double_constant(text, length, d, flags, module),
                Str(s) => zend_register_string_constant(text, length, s.as_ptr(), flags, module),
            }
        }
    }
}

/// How a server runs: mode, dispatching, workers, commands.
const SERVER: &[Constant] = &[
    (c"SWOOLE_BASE", Long(1)),
    (c"SWOOLE_PROCESS", Long(2)),
    (c"SWOOLE_DISPATCH_RESULT_USERFUNC_FALLBACK", Long(-3)),
    (c"SWOOLE_DISPATCH_RESULT_CLOSE_CONNECTION", Long(-2)),
    (c"SWOOLE_DISPATCH_RESULT_DISCARD_PACKET", Long(-1)),
    (c"SWOOLE_DISPATCH_ROUND", Long(1)),
    (c"SWOOLE_DISPATCH_FDMOD", Long(2)),
    (c"SWOOLE_DISPATCH_IDLE_WORKER", Long(3)),
    (c"SWOOLE_DISPATCH_IPMOD", Long(4)),
    (c"SWOOLE_DISPATCH_UIDMOD", Long(5)),
    (c"SWOOLE_DISPATCH_USERFUNC", Long(6)),
    (c"SWOOLE_DISPATCH_STREAM", Long(7)),
    (c"SWOOLE_DISPATCH_CO_CONN_LB", Long(8)),
    (c"SWOOLE_DISPATCH_CO_REQ_LB", Long(9)),
    (c"SWOOLE_DISPATCH_CONCURRENT_LB", Long(10)),
    (c"SWOOLE_IPC_NONE", Long(0)),
    (c"SWOOLE_IPC_UNIXSOCK", Long(1)),
    (c"SWOOLE_IPC_UNSOCK", Long(1)),
    (c"SWOOLE_IPC_MSGQUEUE", Long(2)),
    (c"SWOOLE_IPC_PREEMPTIVE", Long(3)),
    (c"SWOOLE_IPC_SOCKET", Long(3)),
    (c"SWOOLE_MSGQUEUE_ORIENT", Long(1)),
    (c"SWOOLE_MSGQUEUE_BALANCE", Long(2)),
    (c"SWOOLE_SERVER_COMMAND_MASTER", Long(2)),
    (c"SWOOLE_SERVER_COMMAND_REACTOR_THREAD", Long(4)),
    (c"SWOOLE_SERVER_COMMAND_EVENT_WORKER", Long(8)),
    (c"SWOOLE_SERVER_COMMAND_WORKER", Long(8)),
    (c"SWOOLE_SERVER_COMMAND_TASK_WORKER", Long(16)),
    (c"SWOOLE_SERVER_COMMAND_MANAGER", Long(32)),
    (c"SWOOLE_TASK_TMPFILE", Long(1)),
    (c"SWOOLE_TASK_SERIALIZE", Long(2)),
    (c"SWOOLE_TASK_NONBLOCK", Long(4)),
    (c"SWOOLE_TASK_CALLBACK", Long(8)),
    (c"SWOOLE_TASK_WAITALL", Long(16)),
    (c"SWOOLE_TASK_COROUTINE", Long(32)),
    (c"SWOOLE_TASK_PEEK", Long(64)),
    (c"SWOOLE_TASK_NOREPLY", Long(128)),
    (c"SWOOLE_WORKER_BUSY", Long(1)),
    (c"SWOOLE_WORKER_IDLE", Long(2)),
    (c"SWOOLE_WORKER_EXIT", Long(3)),
];

/// Kinds of sockets, and flags that go with them.
const SOCKET: &[Constant] = &[
    (c"SOCKET_ECANCELED", Long(libc::ECANCELED as i64)),
    (c"SWOOLE_TCP", Long(1)),
    (c"SWOOLE_UDP", Long(2)),
    (c"SWOOLE_TCP6", Long(3)),
    (c"SWOOLE_UDP6", Long(4)),
    (c"SWOOLE_RAW", Long(7)),
    (c"SWOOLE_RAW6", Long(8)),
    (c"SWOOLE_ASYNC", Long(1024)),
    (c"SWOOLE_SYNC", Long(2048)),
    (c"SWOOLE_KEEP", Long(4096)),
    (c"SWOOLE_EVENT_READ", Long(512)),
    (c"SWOOLE_EVENT_WRITE", Long(1024)),
    (c"SWOOLE_IOV_MAX", Long(libc::UIO_MAXIOV as i64)),
    (c"SWOOLE_SOCK_SYNC", Bool(false)),
    (c"SWOOLE_SOCK_ASYNC", Bool(true)),
    (c"SWOOLE_SOCK_TCP", Long(1)),
    (c"SWOOLE_SOCK_UDP", Long(2)),
    (c"SWOOLE_SOCK_TCP6", Long(3)),
    (c"SWOOLE_SOCK_UDP6", Long(4)),
    (c"SWOOLE_SOCK_UNIX_STREAM", Long(5)),
    (c"SWOOLE_SOCK_UNIX_DGRAM", Long(6)),
    (c"SWOOLE_SOCK_RAW", Long(7)),
    (c"SWOOLE_SOCK_RAW6", Long(8)),
    (c"SWOOLE_UNIX_STREAM", Long(5)),
    (c"SWOOLE_UNIX_DGRAM", Long(6)),
    (c"TCP_INFO", Long(libc::TCP_INFO as i64)),
];

/// TLS and DTLS: flags of sockets, protocols and methods.
const TLS: &[Constant] = &[
    (c"SWOOLE_SSLv23_METHOD", Long(0)),
    (c"SWOOLE_SSLv3_METHOD", Long(1)),
    (c"SWOOLE_SSLv3_SERVER_METHOD", Long(2)),
    (c"SWOOLE_SSLv3_CLIENT_METHOD", Long(3)),
    (c"SWOOLE_SSLv23_SERVER_METHOD", Long(4)),
    (c"SWOOLE_SSLv23_CLIENT_METHOD", Long(5)),
    (c"SWOOLE_TLSv1_METHOD", Long(6)),
    (c"SWOOLE_TLSv1_SERVER_METHOD", Long(7)),
    (c"SWOOLE_TLSv1_CLIENT_METHOD", Long(8)),
    (c"SWOOLE_TLSv1_1_METHOD", Long(9)),
    (c"SWOOLE_TLSv1_1_SERVER_METHOD", Long(10)),
    (c"SWOOLE_TLSv1_1_CLIENT_METHOD", Long(11)),
    (c"SWOOLE_TLSv1_2_METHOD", Long(12)),
    (c"SWOOLE_TLSv1_2_SERVER_METHOD", Long(13)),
    (c"SWOOLE_TLSv1_2_CLIENT_METHOD", Long(14)),
    (c"SWOOLE_SSL", Long(512)),
    (c"SWOOLE_DTLS_CLIENT_METHOD", Long(15)),
    (c"SWOOLE_DTLS_SERVER_METHOD", Long(16)),
    (c"SWOOLE_SSL_SSLv2", Long(2)),
    (c"SWOOLE_SSL_TLSv1", Long(8)),
    (c"SWOOLE_SSL_TLSv1_1", Long(16)),
    (c"SWOOLE_SSL_TLSv1_2", Long(32)),
    (c"SWOOLE_SSL_TLSv1_3", Long(64)),
    (c"SWOOLE_SSL_DTLS", Long(128)),
    (c"SWOOLE_TLS_METHOD", Long(0)),
    (c"SWOOLE_TLS_SERVER_METHOD", Long(4)),
    (c"SWOOLE_TLS_CLIENT_METHOD", Long(5)),
];

/// Bounds of timers.
const TIMER: &[Constant] = &[
    (c"SWOOLE_TIMER_MIN_SEC", Double(0.001)),
    (c"SWOOLE_TIMER_MIN_MS", Long(1)),
    (c"SWOOLE_TIMER_MAX_SEC", Double(9223372036854776.0)),
    (c"SWOOLE_TIMER_MAX_MS", Long(i64::MAX)),
];

/// Log levels, rotation, and what `trace_flags` selects.
const LOG: &[Constant] = &[
    (c"SWOOLE_LOG_DEBUG", Long(0)),
    (c"SWOOLE_LOG_ROTATION_SINGLE", Long(0)),
    (c"SWOOLE_LOG_ROTATION_MONTHLY", Long(1)),
    (c"SWOOLE_LOG_TRACE", Long(1 << 0)),
    (c"SWOOLE_LOG_INFO", Long(2)),
    (c"SWOOLE_LOG_ROTATION_DAILY", Long(2)),
    (c"SWOOLE_LOG_NOTICE", Long(3)),
    (c"SWOOLE_LOG_ROTATION_HOURLY", Long(3)),
    (c"SWOOLE_LOG_ROTATION_EVERY_MINUTE", Long(4)),
    (c"SWOOLE_LOG_WARNING", Long(4)),
    (c"SWOOLE_LOG_ERROR", Long(5)),
    (c"SWOOLE_LOG_NONE", Long(6)),
    (c"SWOOLE_TRACE_SERVER", Long(1 << 1)),
    (c"SWOOLE_TRACE_CLIENT", Long(1 << 2)),
    (c"SWOOLE_TRACE_BUFFER", Long(1 << 3)),
    (c"SWOOLE_TRACE_CONN", Long(1 << 4)),
    (c"SWOOLE_TRACE_EVENT", Long(1 << 5)),
    (c"SWOOLE_TRACE_WORKER", Long(1 << 6)),
    (c"SWOOLE_TRACE_MEMORY", Long(1 << 7)),
    (c"SWOOLE_TRACE_REACTOR", Long(1 << 8)),
    (c"SWOOLE_TRACE_PHP", Long(1 << 9)),
    (c"SWOOLE_TRACE_HTTP", Long(1 << 10)),
    (c"SWOOLE_TRACE_HTTP2", Long(1 << 11)),
    (c"SWOOLE_TRACE_EOF_PROTOCOL", Long(1 << 12)),
    (c"SWOOLE_TRACE_LENGTH_PROTOCOL", Long(1 << 13)),
    (c"SWOOLE_TRACE_CLOSE", Long(1 << 14)),
    (c"SWOOLE_TRACE_WEBSOCKET", Long(1 << 15)),
    (c"SWOOLE_TRACE_REDIS_CLIENT", Long(1 << 16)),
    (c"SWOOLE_TRACE_MYSQL_CLIENT", Long(1 << 17)),
    (c"SWOOLE_TRACE_HTTP_CLIENT", Long(1 << 18)),
    (c"SWOOLE_TRACE_AIO", Long(1 << 19)),
    (c"SWOOLE_TRACE_SSL", Long(1 << 20)),
    (c"SWOOLE_TRACE_NORMAL", Long(1 << 21)),
    (c"SWOOLE_TRACE_CHANNEL", Long(1 << 22)),
    (c"SWOOLE_TRACE_TIMER", Long(1 << 23)),
    (c"SWOOLE_TRACE_SOCKET", Long(1 << 24)),
    (c"SWOOLE_TRACE_COROUTINE", Long(1 << 25)),
    (c"SWOOLE_TRACE_CONTEXT", Long(1 << 26)),
    (c"SWOOLE_TRACE_CO_HTTP_SERVER", Long(1 << 27)),
    (c"SWOOLE_TRACE_TABLE", Long(1 << 28)),
    (c"SWOOLE_TRACE_CO_CURL", Long(1 << 29)),
    (c"SWOOLE_TRACE_CARES", Long(1 << 30)),
    (c"SWOOLE_TRACE_ZLIB", Long(1 << 31)),
    (c"SWOOLE_TRACE_CO_PGSQL", Long(1 << 32)),
    (c"SWOOLE_TRACE_CO_ODBC", Long(1 << 33)),
    (c"SWOOLE_TRACE_CO_ORACLE", Long(1 << 34)),
    (c"SWOOLE_TRACE_CO_SQLITE", Long(1 << 35)),
    (c"SWOOLE_TRACE_CO_FIREBIRD", Long(1 << 36)),
    (c"SWOOLE_TRACE_CO_SSH2", Long(1 << 37)),
    (c"SWOOLE_TRACE_THREAD", Long(1 << 40)),
    (c"SWOOLE_TRACE_ALL", Long(i64::MAX)),
];

/// What kind of number `swoole_strerror()` is asked about.
const STRERROR: &[Constant] = &[
    (c"SWOOLE_STRERROR_SYSTEM", Long(0)),
    (c"SWOOLE_STRERROR_GAI", Long(1)),
    (c"SWOOLE_STRERROR_DNS", Long(2)),
    (c"SWOOLE_STRERROR_SWOOLE", Long(9)),
];

/// Kinds of locks.
const LOCKS: &[Constant] = &[
    (c"FILE_LOCK", Long(2)),
    (c"SWOOLE_RWLOCK", Long(1)),
    (c"SWOOLE_MUTEX", Long(3)),
    (c"SWOOLE_SPINLOCK", Long(5)),
];

/// States and limits of coroutines, channels, and where `exit()` was called.
const COROUTINE: &[Constant] = &[
    (c"SWOOLE_CHANNEL_CANCELED", Long(-3)),
    (c"SWOOLE_CHANNEL_CLOSED", Long(-2)),
    (c"SWOOLE_CHANNEL_TIMEOUT", Long(-1)),
    (c"SWOOLE_CHANNEL_OK", Long(0)),
    (c"SWOOLE_CORO_INIT", Long(0)),
    (c"SWOOLE_CORO_WAITING", Long(1)),
    (c"SWOOLE_CORO_RUNNING", Long(2)),
    (c"SWOOLE_CORO_END", Long(3)),
    (c"SWOOLE_CORO_MAX_NUM_LIMIT", Long(i64::MAX)),
    (c"SWOOLE_DEFAULT_MAX_CORO_NUM", Long(100000)),
    (c"SWOOLE_EXIT_IN_COROUTINE", Long(2)),
    (c"SWOOLE_EXIT_IN_SERVER", Long(4)),
];

/// Which functions of PHP become coroutine-friendly.
const HOOK: &[Constant] = &[
    (c"SWOOLE_HOOK_TCP", Long(1 << 1)),
    (c"SWOOLE_HOOK_UDP", Long(1 << 2)),
    (c"SWOOLE_HOOK_UNIX", Long(1 << 3)),
    (c"SWOOLE_HOOK_UDG", Long(1 << 4)),
    (c"SWOOLE_HOOK_SSL", Long(1 << 5)),
    (c"SWOOLE_HOOK_TLS", Long(1 << 6)),
    (c"SWOOLE_HOOK_STREAM_FUNCTION", Long(1 << 7)),
    (c"SWOOLE_HOOK_STREAM_SELECT", Long(1 << 7)),
    (c"SWOOLE_HOOK_FILE", Long(1 << 8)),
    (c"SWOOLE_HOOK_SLEEP", Long(1 << 9)),
    (c"SWOOLE_HOOK_PROC", Long(1 << 10)),
    (c"SWOOLE_HOOK_CURL", Long(1 << 11)),
    (c"SWOOLE_HOOK_NATIVE_CURL", Long(1 << 12)),
    (c"SWOOLE_HOOK_SOCKETS", Long(1 << 14)),
    (c"SWOOLE_HOOK_STDIO", Long(1 << 15)),
    (c"SWOOLE_HOOK_NET_FUNCTION", Long(1 << 21)),
    (c"SWOOLE_HOOK_MONGODB", Long(1 << 22)),
    (c"SWOOLE_HOOK_ALL", Long(0x7fbff7ff)),
];

/// HTTP: client states and HTTP/2 frames and errors (RFC 9113, sections 6 and 7).
const HTTP: &[Constant] = &[
    (c"SWOOLE_HTTP_CLIENT_ESTATUS_SEND_FAILED", Long(-4)),
    (c"SWOOLE_HTTP_CLIENT_ESTATUS_SERVER_RESET", Long(-3)),
    (c"SWOOLE_HTTP_CLIENT_ESTATUS_REQUEST_TIMEOUT", Long(-2)),
    (c"SWOOLE_HTTP_CLIENT_ESTATUS_CONNECT_FAILED", Long(-1)),
    (c"SWOOLE_HTTP2_ERROR_NO_ERROR", Long(0)),
    (c"SWOOLE_HTTP2_TYPE_DATA", Long(0)),
    (c"SWOOLE_HTTP2_ERROR_PROTOCOL_ERROR", Long(1)),
    (c"SWOOLE_HTTP2_TYPE_HEADERS", Long(1)),
    (c"SWOOLE_HTTP2_ERROR_INTERNAL_ERROR", Long(2)),
    (c"SWOOLE_HTTP2_TYPE_PRIORITY", Long(2)),
    (c"SWOOLE_HTTP2_ERROR_FLOW_CONTROL_ERROR", Long(3)),
    (c"SWOOLE_HTTP2_TYPE_RST_STREAM", Long(3)),
    (c"SWOOLE_HTTP2_ERROR_SETTINGS_TIMEOUT", Long(4)),
    (c"SWOOLE_HTTP2_TYPE_SETTINGS", Long(4)),
    (c"SWOOLE_HTTP2_ERROR_STREAM_CLOSED", Long(5)),
    (c"SWOOLE_HTTP2_TYPE_PUSH_PROMISE", Long(5)),
    (c"SWOOLE_HTTP2_ERROR_FRAME_SIZE_ERROR", Long(6)),
    (c"SWOOLE_HTTP2_TYPE_PING", Long(6)),
    (c"SWOOLE_HTTP2_ERROR_REFUSED_STREAM", Long(7)),
    (c"SWOOLE_HTTP2_TYPE_GOAWAY", Long(7)),
    (c"SWOOLE_HTTP2_ERROR_CANCEL", Long(8)),
    (c"SWOOLE_HTTP2_TYPE_WINDOW_UPDATE", Long(8)),
    (c"SWOOLE_HTTP2_ERROR_COMPRESSION_ERROR", Long(9)),
    (c"SWOOLE_HTTP2_TYPE_CONTINUATION", Long(9)),
    (c"SWOOLE_HTTP2_ERROR_CONNECT_ERROR", Long(10)),
    (c"SWOOLE_HTTP2_ERROR_ENHANCE_YOUR_CALM", Long(11)),
    (c"SWOOLE_HTTP2_ERROR_INADEQUATE_SECURITY", Long(12)),
    (c"SWOOLE_HTTP2_ERROR_HTTP_1_1_REQUIRED", Long(13)),
];

/// WebSocket opcodes, flags and close codes (RFC 6455), with and without prefix.
const WEBSOCKET: &[Constant] = &[
    (c"SWOOLE_WEBSOCKET_OPCODE_CONTINUATION", Long(0)),
    (c"SWOOLE_WEBSOCKET_FLAG_FIN", Long(1)),
    (c"SWOOLE_WEBSOCKET_OPCODE_TEXT", Long(1)),
    (c"SWOOLE_WEBSOCKET_STATUS_CONNECTION", Long(1)),
    (c"SWOOLE_WEBSOCKET_FLAG_COMPRESS", Long(2)),
    (c"SWOOLE_WEBSOCKET_OPCODE_BINARY", Long(2)),
    (c"SWOOLE_WEBSOCKET_STATUS_HANDSHAKE", Long(2)),
    (c"SWOOLE_WEBSOCKET_STATUS_ACTIVE", Long(3)),
    (c"SWOOLE_WEBSOCKET_FLAG_RSV1", Long(4)),
    (c"SWOOLE_WEBSOCKET_STATUS_CLOSING", Long(4)),
    (c"SWOOLE_WEBSOCKET_FLAG_RSV2", Long(8)),
    (c"SWOOLE_WEBSOCKET_OPCODE_CLOSE", Long(8)),
    (c"SWOOLE_WEBSOCKET_OPCODE_PING", Long(9)),
    (c"SWOOLE_WEBSOCKET_OPCODE_PONG", Long(10)),
    (c"SWOOLE_WEBSOCKET_FLAG_RSV3", Long(16)),
    (c"SWOOLE_WEBSOCKET_FLAG_MASK", Long(32)),
    (c"SWOOLE_WEBSOCKET_CLOSE_NORMAL", Long(1000)),
    (c"SWOOLE_WEBSOCKET_CLOSE_GOING_AWAY", Long(1001)),
    (c"SWOOLE_WEBSOCKET_CLOSE_PROTOCOL_ERROR", Long(1002)),
    (c"SWOOLE_WEBSOCKET_CLOSE_DATA_ERROR", Long(1003)),
    (c"SWOOLE_WEBSOCKET_CLOSE_STATUS_ERROR", Long(1005)),
    (c"SWOOLE_WEBSOCKET_CLOSE_ABNORMAL", Long(1006)),
    (c"SWOOLE_WEBSOCKET_CLOSE_MESSAGE_ERROR", Long(1007)),
    (c"SWOOLE_WEBSOCKET_CLOSE_POLICY_ERROR", Long(1008)),
    (c"SWOOLE_WEBSOCKET_CLOSE_MESSAGE_TOO_BIG", Long(1009)),
    (c"SWOOLE_WEBSOCKET_CLOSE_EXTENSION_MISSING", Long(1010)),
    (c"SWOOLE_WEBSOCKET_CLOSE_SERVER_ERROR", Long(1011)),
    (c"SWOOLE_WEBSOCKET_CLOSE_CLOSE_SERVICE_RESTART", Long(1012)),
    (c"SWOOLE_WEBSOCKET_CLOSE_TRY_AGAIN_LATER", Long(1013)),
    (c"SWOOLE_WEBSOCKET_CLOSE_BAD_GATEWAY", Long(1014)),
    (c"SWOOLE_WEBSOCKET_CLOSE_TLS", Long(1015)),
    (c"WEBSOCKET_OPCODE_CONTINUATION", Long(0)),
    (c"WEBSOCKET_OPCODE_TEXT", Long(1)),
    (c"WEBSOCKET_STATUS_CONNECTION", Long(1)),
    (c"WEBSOCKET_OPCODE_BINARY", Long(2)),
    (c"WEBSOCKET_STATUS_HANDSHAKE", Long(2)),
    (c"WEBSOCKET_STATUS_ACTIVE", Long(3)),
    (c"WEBSOCKET_STATUS_FRAME", Long(3)),
    (c"WEBSOCKET_STATUS_CLOSING", Long(4)),
    (c"WEBSOCKET_STATUS_HANDSHAKE_FAILED", Long(5)),
    (c"WEBSOCKET_OPCODE_CLOSE", Long(8)),
    (c"WEBSOCKET_OPCODE_PING", Long(9)),
    (c"WEBSOCKET_OPCODE_PONG", Long(10)),
    (c"WEBSOCKET_CLOSE_NORMAL", Long(1000)),
    (c"WEBSOCKET_CLOSE_GOING_AWAY", Long(1001)),
    (c"WEBSOCKET_CLOSE_PROTOCOL_ERROR", Long(1002)),
    (c"WEBSOCKET_CLOSE_DATA_ERROR", Long(1003)),
    (c"WEBSOCKET_CLOSE_STATUS_ERROR", Long(1005)),
    (c"WEBSOCKET_CLOSE_ABNORMAL", Long(1006)),
    (c"WEBSOCKET_CLOSE_MESSAGE_ERROR", Long(1007)),
    (c"WEBSOCKET_CLOSE_POLICY_ERROR", Long(1008)),
    (c"WEBSOCKET_CLOSE_MESSAGE_TOO_BIG", Long(1009)),
    (c"WEBSOCKET_CLOSE_EXTENSION_MISSING", Long(1010)),
    (c"WEBSOCKET_CLOSE_SERVER_ERROR", Long(1011)),
    (c"WEBSOCKET_CLOSE_CLOSE_SERVICE_RESTART", Long(1012)),
    (c"WEBSOCKET_CLOSE_TRY_AGAIN_LATER", Long(1013)),
    (c"WEBSOCKET_CLOSE_BAD_GATEWAY", Long(1014)),
    (c"WEBSOCKET_CLOSE_TLS", Long(1015)),
];

/// The names of the flags among `flags` for which `Swoole\Runtime` would have PHP's functions give way.
pub fn hooks(flags: i64) -> Vec<&'static str> {
    let mut named = 0;
    let mut names = Vec::new();
    for (name, value) in HOOK {
        // Sums of others, and second names, are left out.
        if let Long(flag) = value
            && flag.count_ones() == 1
            && flags & flag & !named != 0
        {
            named |= flag;
            names.extend(name.to_str());
        }
    }
    names
}

/// What programs ask before they use a feature.
const FEATURES: &[Constant] = &[
    (c"SWOOLE_DEBUG", Bool(false)),
    (c"SWOOLE_LIBRARY", Bool(true)),
    (c"SWOOLE_HAVE_BROTLI", Bool(true)),
    (c"SWOOLE_HAVE_COMPRESSION", Bool(true)),
    (c"SWOOLE_HAVE_ZLIB", Bool(true)),
    (c"SWOOLE_USE_HTTP2", Bool(true)),
    (c"SWOOLE_USE_SHORTNAME", Bool(true)),
];

/// Events and flags of inotify(7).
const INOTIFY: &[Constant] = &[
    (c"IN_ACCESS", Long(libc::IN_ACCESS as i64)),
    (c"IN_MODIFY", Long(libc::IN_MODIFY as i64)),
    (c"IN_ATTRIB", Long(libc::IN_ATTRIB as i64)),
    (c"IN_CLOSE_WRITE", Long(libc::IN_CLOSE_WRITE as i64)),
    (c"IN_CLOSE_NOWRITE", Long(libc::IN_CLOSE_NOWRITE as i64)),
    (c"IN_OPEN", Long(libc::IN_OPEN as i64)),
    (c"IN_MOVED_FROM", Long(libc::IN_MOVED_FROM as i64)),
    (c"IN_MOVED_TO", Long(libc::IN_MOVED_TO as i64)),
    (c"IN_CREATE", Long(libc::IN_CREATE as i64)),
    (c"IN_DELETE", Long(libc::IN_DELETE as i64)),
    (c"IN_DELETE_SELF", Long(libc::IN_DELETE_SELF as i64)),
    (c"IN_MOVE_SELF", Long(libc::IN_MOVE_SELF as i64)),
    (c"IN_CLOSE", Long(libc::IN_CLOSE as i64)),
    (c"IN_MOVE", Long(libc::IN_MOVE as i64)),
    (c"IN_ALL_EVENTS", Long(libc::IN_ALL_EVENTS as i64)),
    (c"IN_UNMOUNT", Long(libc::IN_UNMOUNT as i64)),
    (c"IN_Q_OVERFLOW", Long(libc::IN_Q_OVERFLOW as i64)),
    (c"IN_IGNORED", Long(libc::IN_IGNORED as i64)),
    (c"IN_ONLYDIR", Long(libc::IN_ONLYDIR as i64)),
    (c"IN_DONT_FOLLOW", Long(libc::IN_DONT_FOLLOW as i64)),
    (c"IN_MASK_ADD", Long(libc::IN_MASK_ADD as i64)),
    (c"IN_ISDIR", Long(libc::IN_ISDIR as i64)),
    (c"IN_ONESHOT", Long(libc::IN_ONESHOT as i64)),
];
