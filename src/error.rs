//! The errors that PHP sees: one table of number, name and sentence, and the failure that carries one of them.
//!
//! Every part of the engine reports a failure as one of these codes or as an errno; the binding registers the
//! `SWOOLE_ERROR_*` constants from [`TABLE`] and serves `swoole_strerror()` from [`strerror`]. A code that is not here does
//! not exist. Numbers, names and sentences are interface: programs match on them, misspellings included.

use std::borrow::Cow;
use std::io;

use crate::sys::host;

/// A number that `swoole_last_error()` may return: one of the codes below, or an errno of the system.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ErrorCode(pub i32);

/// One row of [`TABLE`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ErrorRow {
    /// The number.
    pub code: ErrorCode,
    /// The PHP constant's whole name.
    pub name: &'static str,
    /// What `swoole_strerror()` says of it.
    pub sentence: &'static str,
}

macro_rules! error_table {
    ($($name:ident = $code:literal, $sentence:literal;)*) => {
        impl ErrorCode {
            $(
                #[doc = concat!("`SWOOLE_ERROR_", stringify!($name), "`: ", $sentence, ".")]
                pub const $name: Self = Self($code);
            )*
        }

        /// All codes of the extension, in ascending order.
        pub const TABLE: &[ErrorRow] = &[
            $(ErrorRow {
                code: ErrorCode::$name,
                name: concat!("SWOOLE_ERROR_", stringify!($name)),
                sentence: $sentence,
            },)*
        ];
    };
}

error_table! {
    MALLOC_FAIL = 501, "Malloc fail";
    SYSTEM_CALL_FAIL = 502, "System call fail";
    PHP_FATAL_ERROR = 503, "PHP fatal error";
    NAME_TOO_LONG = 504, "Name too long";
    INVALID_PARAMS = 505, "Invalid params";
    QUEUE_FULL = 506, "Queue full";
    OPERATION_NOT_SUPPORT = 507, "Operation not support";
    PROTOCOL_ERROR = 508, "Protocol error";
    WRONG_OPERATION = 509, "Wrong operation";
    PHP_RUNTIME_NOTICE = 510, "PHP runtime notice";
    FOR_TEST = 511, "For test";
    NO_PAYLOAD = 550, "No payload";
    UNDEFINED_BEHAVIOR = 600, "Undefined behavior";
    NOT_THREAD_SAFETY = 601, "Not thread safety";
    FILE_NOT_EXIST = 700, "File not exist";
    FILE_TOO_LARGE = 701, "File too large";
    FILE_EMPTY = 702, "File empty";
    DIR_NOT_EXIST = 703, "Dir not exist";
    DNSLOOKUP_DUPLICATE_REQUEST = 710, "DNS Lookup duplicate request";
    DNSLOOKUP_RESOLVE_FAILED = 711, "DNS Lookup resolve failed";
    DNSLOOKUP_RESOLVE_TIMEOUT = 712, "DNS Lookup resolve timeout";
    DNSLOOKUP_UNSUPPORTED = 713, "DNS Lookup unsupported";
    DNSLOOKUP_NO_SERVER = 714, "DNS Lookup no server";
    BAD_IPV6_ADDRESS = 720, "Bad ipv6 address";
    UNREGISTERED_SIGNAL = 721, "Unregistered signal";
    BAD_HOST_ADDR = 722, "Bad host addr";
    BAD_PORT = 723, "Bad port";
    BAD_SOCKET_TYPE = 724, "Bad socket type";
    EVENT_REMOVE_FAILED = 800, "Event remove failed";
    EVENT_ADD_FAILED = 801, "Event add failed";
    EVENT_UPDATE_FAILED = 802, "Event update failed";
    EVENT_UNKNOWN_DATA = 803, "Event unknown data";
    SESSION_CLOSED_BY_SERVER = 1001, "Session closed by server";
    SESSION_CLOSED_BY_CLIENT = 1002, "Session closed by client";
    SESSION_CLOSING = 1003, "Session closing";
    SESSION_CLOSED = 1004, "Session closed";
    SESSION_NOT_EXIST = 1005, "Session not exist";
    SESSION_INVALID_ID = 1006, "Session invalid id";
    SESSION_DISCARD_TIMEOUT_DATA = 1007, "Session discard timeout data";
    SESSION_DISCARD_DATA = 1008, "Session discard data";
    OUTPUT_BUFFER_OVERFLOW = 1009, "Output buffer overflow";
    OUTPUT_SEND_YIELD = 1010, "Output send yield";
    SSL_NOT_READY = 1011, "SSL not ready";
    SSL_CANNOT_USE_SENFILE = 1012, "SSL cannot use senfile";
    SSL_EMPTY_PEER_CERTIFICATE = 1013, "SSL empty peer certificate";
    SSL_VERIFY_FAILED = 1014, "SSL verify failed";
    SSL_BAD_CLIENT = 1015, "SSL bad client";
    SSL_BAD_PROTOCOL = 1016, "SSL bad protocol";
    SSL_RESET = 1017, "SSL reset";
    SSL_HANDSHAKE_FAILED = 1018, "SSL handshake failed";
    SSL_CREATE_CONTEXT_FAILED = 1019, "SSL create context failed";
    SSL_CREATE_SESSION_FAILED = 1020, "SSL create session failed";
    PACKAGE_LENGTH_TOO_LARGE = 1201, "Package length too large";
    PACKAGE_LENGTH_NOT_FOUND = 1202, "Package length not found";
    DATA_LENGTH_TOO_LARGE = 1203, "Data length too large";
    PACKAGE_MALFORMED_DATA = 1204, "Package malformed data";
    TASK_PACKAGE_TOO_BIG = 2001, "Task package too big";
    TASK_DISPATCH_FAIL = 2002, "Task dispatch fail";
    TASK_TIMEOUT = 2003, "Task timeout";
    HTTP2_STREAM_ID_TOO_BIG = 3001, "Http2 stream id too big";
    HTTP2_STREAM_NO_HEADER = 3002, "Http2 stream no header";
    HTTP2_STREAM_NOT_FOUND = 3003, "Http2 stream not found";
    HTTP2_STREAM_IGNORE = 3004, "Http2 stream ignore";
    HTTP2_SEND_CONTROL_FRAME_FAILED = 3005, "Http2 send control frame failed";
    HTTP2_INTERNAL_ERROR = 3006, "Http2 internal error";
    AIO_BAD_REQUEST = 4001, "Aio bad request";
    AIO_CANCELED = 4002, "Aio canceled";
    AIO_TIMEOUT = 4003, "Aio timeout";
    CLIENT_NO_CONNECTION = 5001, "Client no connection";
    SOCKET_CLOSED = 6001, "Socket closed";
    SOCKET_POLL_TIMEOUT = 6002, "Socket poll timeout";
    SOCKET_NOT_EXISTS = 6003, "Socket not exists";
    SOCKS5_UNSUPPORT_VERSION = 7001, "Socks5 unsupport version";
    SOCKS5_UNSUPPORT_METHOD = 7002, "Socks5 unsupport method";
    SOCKS5_AUTH_FAILED = 7003, "Socks5 auth failed";
    SOCKS5_SERVER_ERROR = 7004, "Socks5 server error";
    SOCKS5_HANDSHAKE_FAILED = 7005, "Socks5 handshake failed";
    SOCKS5_CONNECT_FAILED = 7006, "Socks5 connect failed";
    HTTP_PROXY_HANDSHAKE_ERROR = 7101, "Http proxy handshake error";
    HTTP_INVALID_PROTOCOL = 7102, "Http invalid protocol";
    HTTP_PROXY_HANDSHAKE_FAILED = 7103, "Http proxy handshake failed";
    HTTP_PROXY_BAD_RESPONSE = 7104, "Http proxy bad response";
    HTTP_CONFLICT_HEADER = 7105, "Http conflict header";
    HTTP_CONTEXT_UNAVAILABLE = 7106, "Http context unavailable";
    HTTP_COOKIE_UNAVAILABLE = 7107, "Http cookie unavailable";
    WEBSOCKET_BAD_CLIENT = 8501, "Websocket bad client";
    WEBSOCKET_BAD_OPCODE = 8502, "Websocket bad opcode";
    WEBSOCKET_UNCONNECTED = 8503, "Websocket unconnected";
    WEBSOCKET_HANDSHAKE_FAILED = 8504, "Websocket handshake failed";
    WEBSOCKET_PACK_FAILED = 8505, "Websocket pack failed";
    WEBSOCKET_UNPACK_FAILED = 8506, "Websocket unpack failed";
    WEBSOCKET_INCOMPLETE_PACKET = 8507, "Websocket incomplete packet";
    SERVER_MUST_CREATED_BEFORE_CLIENT = 9001, "Server must created before client";
    SERVER_TOO_MANY_SOCKET = 9002, "Server too many socket";
    SERVER_WORKER_TERMINATED = 9003, "Server worker terminated";
    SERVER_INVALID_LISTEN_PORT = 9004, "Server invalid listen port";
    SERVER_TOO_MANY_LISTEN_PORT = 9005, "Server too many listen port";
    SERVER_PIPE_BUFFER_FULL = 9006, "Server pipe buffer full";
    SERVER_NO_IDLE_WORKER = 9007, "Server no idle worker";
    SERVER_ONLY_START_ONE = 9008, "Server only start one";
    SERVER_SEND_IN_MASTER = 9009, "Server send in master";
    SERVER_INVALID_REQUEST = 9010, "Server invalid request";
    SERVER_CONNECT_FAIL = 9011, "Server connect fail";
    SERVER_INVALID_COMMAND = 9012, "Server invalid command";
    SERVER_IS_NOT_REGULAR_FILE = 9013, "Server is not regular file";
    SERVER_SEND_TO_WOKER_TIMEOUT = 9014, "Server send to woker timeout";
    SERVER_INVALID_CALLBACK = 9015, "Server invalid callback";
    SERVER_UNRELATED_THREAD = 9016, "Server unrelated thread";
    SERVER_WORKER_EXIT_TIMEOUT = 9101, "Server worker exit timeout";
    SERVER_WORKER_ABNORMAL_PIPE_DATA = 9102, "Server worker abnormal pipe data";
    SERVER_WORKER_UNPROCESSED_DATA = 9103, "Server worker unprocessed data";
    CO_OUT_OF_COROUTINE = 10001, "Coroutine out of coroutine";
    CO_HAS_BEEN_BOUND = 10002, "Coroutine has been bound";
    CO_HAS_BEEN_DISCARDED = 10003, "Coroutine has been discarded";
    CO_MUTEX_DOUBLE_UNLOCK = 10004, "Coroutine mutex double unlock";
    CO_BLOCK_OBJECT_LOCKED = 10005, "Coroutine block object locked";
    CO_BLOCK_OBJECT_WAITING = 10006, "Coroutine block object waiting";
    CO_YIELD_FAILED = 10007, "Coroutine yield failed";
    CO_GETCONTEXT_FAILED = 10008, "Coroutine getcontext failed";
    CO_SWAPCONTEXT_FAILED = 10009, "Coroutine swapcontext failed";
    CO_MAKECONTEXT_FAILED = 10010, "Coroutine makecontext failed";
    CO_IOCPINIT_FAILED = 10011, "Coroutine iocpinit failed";
    CO_PROTECT_STACK_FAILED = 10012, "Coroutine protect stack failed";
    CO_STD_THREAD_LINK_ERROR = 10013, "Coroutine std thread link error";
    CO_DISABLED_MULTI_THREAD = 10014, "Coroutine disabled multi thread";
    CO_CANNOT_CANCEL = 10015, "Coroutine cannot cancel";
    CO_NOT_EXISTS = 10016, "Coroutine not exists";
    CO_CANCELED = 10017, "Coroutine canceled";
    CO_TIMEDOUT = 10018, "Coroutine timedout";
    CO_SOCKET_CLOSE_WAIT = 10019, "Coroutine socket close wait";
}

impl ErrorCode {
    /// No error.
    pub const NONE: Self = Self(0);

    /// The errno of the system call that failed last in this thread.
    pub fn last_os_error() -> Self {
        Self::from(&io::Error::last_os_error())
    }

    /// The row of this code; `None` for an errno or a number unknown.
    pub fn row(self) -> Option<&'static ErrorRow> {
        TABLE.binary_search_by_key(&self.0, |row| row.code.0).ok().map(|index| &TABLE[index])
    }

    /// What `swoole_strerror($code)` says: the table's sentence, else the system's text for that errno.
    pub fn sentence(self) -> Cow<'static, str> {
        match self.row() {
            Some(row) => Cow::Borrowed(row.sentence),
            None => Cow::Owned(host::errno_text(self.0)),
        }
    }
}

/// A [`Failure`] in it has its own; else one without an errno (one that std made up) counts as `EINVAL`.
impl From<&io::Error> for ErrorCode {
    fn from(error: &io::Error) -> Self {
        match error.raw_os_error() {
            Some(errno) => Self(errno),
            None => error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<Failure>())
                .map_or(Self(libc::EINVAL), |failure| failure.code),
        }
    }
}

/// Whose numbers `swoole_strerror()` explains: its second argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// `SWOOLE_STRERROR_SYSTEM`: errno and the extension's own codes.
    System = 0,
    /// `SWOOLE_STRERROR_GAI`: what getaddrinfo(3) returns.
    Gai = 1,
    /// `SWOOLE_STRERROR_DNS`: the resolver's `h_errno`.
    Dns = 2,
    /// `SWOOLE_STRERROR_SWOOLE`: the same as `System`, since the two number spaces do not overlap.
    Swoole = 9,
}

impl ErrorKind {
    /// From the PHP argument; any number that is not a kind means `System`, as in the reference.
    pub fn from_number(number: i64) -> Self {
        match number {
            1 => Self::Gai,
            2 => Self::Dns,
            9 => Self::Swoole,
            _ => Self::System,
        }
    }
}

/// The text of `number`, an error of that kind. Never empty.
pub fn strerror(number: i32, kind: ErrorKind) -> Cow<'static, str> {
    match kind {
        ErrorKind::System | ErrorKind::Swoole => ErrorCode(number).sentence(),
        ErrorKind::Gai => Cow::Owned(host::gai_text(number)),
        ErrorKind::Dns => Cow::Owned(host::resolver_text(number)),
    }
}

/// A failure of the engine: the code for `swoole_last_error()` and the sentence for the log or the exception.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// What `swoole_last_error()` shall give.
    pub code: ErrorCode,
    /// One line for people, without the code's own sentence.
    pub message: String,
}

impl Failure {
    /// A failure of the engine's own making.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// A system call that failed: `what() failed, Error: text[errno]`, the form in which the log names such a failure.
    pub fn system(what: impl std::fmt::Display, error: &io::Error) -> Self {
        let code = ErrorCode::from(error);
        Self { code, message: format!("{what} failed, Error: {}[{}]", code.sentence(), code.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_table_ascends_so_that_every_code_is_found_and_none_comes_twice() {
        assert!(TABLE.windows(2).all(|pair| pair[0].code.0 < pair[1].code.0));
        let names: HashSet<_> = TABLE.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), TABLE.len());
        assert!(TABLE.iter().all(|row| row.code.row() == Some(row)));
    }

    #[test]
    fn no_code_of_the_table_is_an_errno() {
        assert!(TABLE.iter().all(|row| host::errno_text(row.code.0).starts_with("Unknown error")));
    }

    #[test]
    fn the_table_has_every_error_constant_of_the_reference() {
        // The 130 `SWOOLE_ERROR_*` constants of the reference's 6.2, as `NUMBER NAME` lines.
        let listed: HashSet<(i32, &str)> = include_str!("../tests/data/error_constants.txt")
            .lines()
            .map(|line| line.split_once(' ').unwrap())
            .map(|(number, name)| (number.parse().unwrap(), name))
            .collect();
        let ours: HashSet<(i32, &str)> = TABLE.iter().map(|row| (row.code.0, row.name)).collect();
        assert_eq!(ours, listed);
        assert_eq!(listed.len(), 130);
    }

    #[test]
    fn sentences_come_from_the_table_and_else_from_the_system() {
        assert_eq!(ErrorCode::SESSION_CLOSED_BY_CLIENT.sentence(), "Session closed by client");
        assert_eq!(strerror(1012, ErrorKind::Swoole), "SSL cannot use senfile");
        assert_eq!(strerror(libc::ENOENT, ErrorKind::System), "No such file or directory");
        assert_eq!(strerror(0, ErrorKind::System), "Success");
        assert_eq!(strerror(-2, ErrorKind::System), "Unknown error -2");
        assert_eq!(strerror(599, ErrorKind::Swoole), "Unknown error 599");
    }

    #[test]
    fn the_resolvers_numbers_have_texts_of_their_own() {
        assert_eq!(strerror(-2, ErrorKind::Gai), "Name or service not known");
        assert_eq!(strerror(500, ErrorKind::Gai), "Unknown error");
        assert_eq!(strerror(1, ErrorKind::Dns), "Unknown host");
        assert_eq!(strerror(0, ErrorKind::Dns), "Resolver Error 0 (no error)");
        assert_eq!(strerror(-1, ErrorKind::Dns), "Resolver internal error");
        assert_eq!(strerror(11, ErrorKind::Dns), "Unknown resolver error");
    }

    #[test]
    fn an_unknown_kind_means_the_system() {
        assert_eq!(ErrorKind::from_number(7), ErrorKind::System);
        assert_eq!(ErrorKind::from_number(2), ErrorKind::Dns);
    }

    #[test]
    fn a_failed_call_names_the_call_the_text_and_the_errno() {
        let failure = Failure::system("bind(127.0.0.1:80)", &io::Error::from_raw_os_error(13));
        assert_eq!(failure.code, ErrorCode(13));
        assert_eq!(failure.to_string(), "bind(127.0.0.1:80) failed, Error: Permission denied[13]");
    }
}
