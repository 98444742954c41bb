//! Streams that are encrypted from the beginning (`ssl://`, `tls://`): streams over TCP whose handshake follows the connection.
//!
//! PHP would do both in one call that waits. A stream over TCP can be encrypted later, and that is hooked already, so such a one takes its place.

use std::cell::OnceCell;
use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::ptr;

use ext_php_rs::ffi::{self, E_WARNING, php_stream, php_stream_context};

use super::stream_ops::{
    Factory, php_stream_context_get_option, php_stream_xport_crypto_enable,
    php_stream_xport_crypto_setup, php_stream_xport_get_hash, php_stream_xport_register,
};
use super::{SSL, TLS, flags, streams};
use crate::php::{callback, convert};

/// The bit of a method for the client's side (`STREAM_CRYPTO_IS_CLIENT`).
const CLIENT: c_uint = 1;
/// `STREAM_CRYPTO_METHOD_TLS_ANY_CLIENT`
const ANY: c_uint = 0x7f;

/// A transport, and what hooks it.
struct Transport {
    name: &'static CStr,
    flag: i64,
    method: c_uint,
    original: OnceCell<Factory>,
}

// SAFETY: PHP has one thread.
unsafe impl Sync for Transport {}

impl Transport {
    const fn new(name: &'static CStr, flag: i64, method: c_uint) -> Self {
        Self { name, flag, method, original: OnceCell::new() }
    }
}

static TRANSPORTS: [Transport; 6] = [
    Transport::new(c"ssl", SSL, ANY),
    Transport::new(c"tls", TLS, ANY),
    Transport::new(c"tlsv1.0", TLS, 1 << 3 | CLIENT),
    Transport::new(c"tlsv1.1", TLS, 1 << 4 | CLIENT),
    Transport::new(c"tlsv1.2", TLS, 1 << 5 | CLIENT),
    Transport::new(c"tlsv1.3", TLS, 1 << 6 | CLIENT),
];

/// Once, when all modules have registered theirs. PHP may be without OpenSSL, and has none of these then.
pub(super) fn install() {
    for transport in TRANSPORTS.iter().filter(|it| it.original.get().is_none()) {
        let (name, length) = (transport.name.as_ptr(), transport.name.count_bytes());
        // SAFETY: the table of transports is the process's, and what it holds are their factories.
        unsafe {
            let found = ffi::zend_hash_str_find(php_stream_xport_get_hash(), name, length);
            if found.is_null() || (*found).value.ptr.is_null() {
                continue;
            }
            let original = std::mem::transmute::<*mut c_void, Factory>((*found).value.ptr);
            transport.original.get_or_init(|| original);
            php_stream_xport_register(name, make);
        }
    }
}

unsafe extern "C" fn make(
    proto: *const c_char,
    proto_len: usize,
    resource: *const c_char,
    resource_len: usize,
    persistent_id: *const c_char,
    options: c_int,
    given_flags: c_int,
    timeout: *mut libc::timeval,
    context: *mut php_stream_context,
) -> *mut php_stream {
    // SAFETY: PHP names the transport that it found us by.
    let name = unsafe { std::slice::from_raw_parts(proto.cast::<u8>(), proto_len) };
    let is_it = |it: &&Transport| it.name.to_bytes().eq_ignore_ascii_case(name);
    let Some(transport) = TRANSPORTS.iter().find(is_it) else { return ptr::null_mut() };
    let plain = streams::tcp_factory().filter(|_| flags() & transport.flag != 0);
    let (factory, proto, proto_len) = match (plain, transport.original.get()) {
        (Some(plain), _) => (plain, c"tcp".as_ptr(), 3),
        (None, Some(original)) => (*original, proto, proto_len),
        (None, None) => return ptr::null_mut(),
    };
    // SAFETY: passed on as PHP gave it; nothing here needs dropping, should it jump.
    let made = unsafe {
        factory(
            proto,
            proto_len,
            resource,
            resource_len,
            persistent_id,
            options,
            given_flags,
            timeout,
            context,
        )
    };
    if plain.is_some() && !made.is_null() {
        // SAFETY: a new stream over a socket, and the context it was made with.
        unsafe { streams::adopt(made, transport.flag, Some(method(context, transport.method))) };
    }
    made
}

/// The method that a context asks for, or else the transport's.
///
/// # Safety
/// `context` is one, or null.
unsafe fn method(context: *mut php_stream_context, usual: c_uint) -> c_uint {
    if context.is_null() {
        return usual;
    }
    // SAFETY: as the caller owes; the option is PHP's to keep.
    let asked = unsafe {
        php_stream_context_get_option(context, c"ssl".as_ptr(), c"crypto_method".as_ptr()).as_ref()
    };
    asked.map_or(usual, |asked| convert::to_long(asked) as c_uint | CLIENT)
}

/// Encrypts a stream that has connected, or (`accepted`) was accepted. Says whether it is.
pub(super) fn begin(stream: *mut php_stream, method: c_uint, accepted: bool) -> bool {
    let method = if accepted { method & !CLIENT } else { method };
    // SAFETY: a live stream of ours, whose options we answer.
    let done = callback::guard(|| unsafe {
        php_stream_xport_crypto_setup(stream, method, ptr::null_mut()) >= 0
            && php_stream_xport_crypto_enable(stream, 1) > 0
    });
    let done = done.unwrap_or(false);
    if !done {
        callback::warn(E_WARNING, "Failed to enable crypto");
    }
    done
}
