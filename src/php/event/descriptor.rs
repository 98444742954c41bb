//! The descriptor behind a PHP value: a number, a stream, a `Socket` of the sockets extension, a client, a process with its
//! pipe, a `Coroutine\Socket`.
//!
//! `Swoole\Event` and whoever else takes a `$fd` that may be any of these asks here. What is wrong with the value is warned of here;
//! the caller adds what it makes of it.

use std::ffi::c_int;
use std::os::fd::RawFd;

use ext_php_rs::ffi::{
    self, E_WARNING, IS_LONG, IS_OBJECT, IS_RESOURCE, php_file_le_pstream, php_file_le_stream,
    php_stream, zend_fetch_resource2_ex,
};
use ext_php_rs::types::Zval;

use crate::php::callback;
use crate::php::client::Client;
use crate::php::convert::type_of;
use crate::php::coroutine::socket::Socket as CoroutineSocket;
use crate::php::object::{self, Object};
use crate::php::process::Process;
use crate::php::version;

/// As a descriptor that select(2) may be asked for: what PHP has buffered does not matter.
const FD_FOR_SELECT: c_int = 3;
/// As a socket.
const SOCKET: c_int = 2;
/// For the engine's own use: PHP's buffer stays as it is.
const CAST_INTERNAL: c_int = 0x2000_0000;

/// The descriptor; none after a warning (or, for a closed stream, an exception).
pub fn of(value: &Zval) -> Option<RawFd> {
    let value = value.dereference();
    match type_of(value) {
        IS_LONG => number(value.long().unwrap_or(-1)),
        IS_RESOURCE => stream(value),
        IS_OBJECT => {
            let object = object::of(value)?;
            client(object)
                .or_else(|| process(object))
                .or_else(|| coroutine_socket(object))
                .or_else(|| socket(object))
        }
        _ => {
            callback::warn(E_WARNING, "invalid file descriptor passed");
            None
        }
    }
}

fn number(number: i64) -> Option<RawFd> {
    let fd = RawFd::try_from(number).ok().filter(|fd| *fd >= 0);
    if fd.is_none() {
        callback::warn(E_WARNING, &format!("invalid file descriptor#{number} passed"));
    }
    fd
}

fn stream(value: &Zval) -> Option<RawFd> {
    let fd = stream_of(value).and_then(|stream| {
        // SAFETY: the stream was just fetched from a live value.
        unsafe { of_stream(stream) }
    });
    if fd.is_none() {
        callback::warn(
            E_WARNING,
            "fd argument must be either valid PHP stream or valid PHP socket resource",
        );
    }
    fd
}

/// The stream of a resource; none, and a `TypeError` on its way, if it is closed or something else.
pub fn stream_of(value: &Zval) -> Option<*mut php_stream> {
    let value = (&raw const *value).cast_mut();
    // SAFETY: the value is live, and the type's name a static string.
    let found = callback::guard(|| unsafe {
        let kinds = (php_file_le_stream(), php_file_le_pstream());
        zend_fetch_resource2_ex(value, c"stream".as_ptr(), kinds.0, kinds.1)
    });
    found.ok().filter(|found| !found.is_null()).map(|found| found.cast())
}

/// The stream of a value that is one, and open.
pub fn open_stream(value: &Zval) -> Option<*mut php_stream> {
    let value = value.dereference();
    if type_of(value) != IS_RESOURCE {
        return None;
    }
    // SAFETY: the type says so, and the value keeps the resource.
    unsafe {
        let resource = value.value.res;
        let kind = (*resource).type_;
        (kind == php_file_le_stream() || kind == php_file_le_pstream())
            .then(|| (*resource).ptr.cast())
    }
}

/// The descriptor by which select(2) would watch a stream, if it has one.
///
/// # Safety
/// The stream is live.
pub unsafe fn select_fd(stream: *mut php_stream) -> Option<RawFd> {
    // SAFETY: as the caller owes.
    unsafe { cast(stream, FD_FOR_SELECT | CAST_INTERNAL, false) }
}

/// The descriptor of a stream; none, after a warning, if it has none.
///
/// # Safety
/// The stream is live.
pub unsafe fn of_stream(stream: *mut php_stream) -> Option<RawFd> {
    // SAFETY: as the caller owes.
    unsafe { cast(stream, FD_FOR_SELECT | CAST_INTERNAL, true) }
}

/// The descriptor of a stream that is a socket; none, after a warning of PHP's, if it is not.
///
/// # Safety
/// The stream is live.
pub unsafe fn socket_of_stream(stream: *mut php_stream) -> Option<RawFd> {
    // SAFETY: as the caller owes.
    unsafe { cast(stream, SOCKET, true) }
}

/// What PHP has for the descriptor of a stream; it may warn if there is none.
///
/// # Safety
/// The stream is live.
unsafe fn cast(stream: *mut php_stream, kind: c_int, warns: bool) -> Option<RawFd> {
    let mut fd: c_int = -1;
    let out = &raw mut fd;
    // SAFETY: the stream is live, as the caller owes, and a cast to a descriptor writes an int where it is told.
    let cast = callback::guard(|| unsafe {
        ffi::_php_stream_cast(stream, kind, out.cast(), warns.into())
    });
    (cast == Ok(0) && fd >= 0).then_some(fd)
}

/// That of a client that has a connection.
fn client(object: Object<'_>) -> Option<RawFd> {
    Some(object::try_state::<Client>(object)?.connection()?.fd())
}

/// That of a process's pipe.
fn process(object: Object<'_>) -> Option<RawFd> {
    object::try_state::<Process>(object)?.pipe_fd()
}

/// That of a socket of coroutines that is open.
fn coroutine_socket(object: Object<'_>) -> Option<RawFd> {
    object::try_state::<CoroutineSocket>(object)?.fd()
}

fn socket(object: Object<'_>) -> Option<RawFd> {
    let fd = version::socket_fd(object)?;
    if fd < 0 {
        callback::warn(E_WARNING, "contains a closed socket");
        return None;
    }
    Some(fd)
}
