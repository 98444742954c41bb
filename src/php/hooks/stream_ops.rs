//! What PHP's headers say of streams, as far as no binding has it. The layouts are those of PHP 8.0 to 8.5.

use std::ffi::{c_char, c_int, c_uint};

use ext_php_rs::ffi::{HashTable, php_stream, php_stream_context, zend_string, zval};

/// `PHP_STREAM_OPTION_*`
pub const BLOCKING: c_int = 1;
pub const READ_TIMEOUT: c_int = 4;
pub const LOCKING: c_int = 6;
pub const XPORT_API: c_int = 7;
pub const CRYPTO_API: c_int = 8;
pub const MMAP_API: c_int = 9;
pub const META_DATA_API: c_int = 11;
pub const SYNC_API: c_int = 14;

/// `PHP_STREAM_FLAG_NO_FCLOSE`: the script cannot close it.
pub const NO_FCLOSE: u32 = 0x80;

/// `STREAM_XPORT_OP_*`
pub const BIND: c_uint = 0;
pub const CONNECT: c_uint = 1;
pub const ACCEPT: c_uint = 3;
pub const CONNECT_ASYNC: c_uint = 4;
pub const RECV: c_uint = 7;
pub const SEND: c_uint = 8;

/// `STREAM_XPORT_CRYPTO_OP_ENABLE`
pub const CRYPTO_ENABLE: c_uint = 1;

/// What [`XPORT_API`] is given.
#[repr(C)]
pub struct Request {
    pub op: c_uint,
    pub wants: c_uint,
    pub inputs: Inputs,
    pub outputs: Outputs,
}

/// The bit of [`Request::wants`] for a text of the error.
pub const WANTS_ERROR_TEXT: c_uint = 1 << 2;

#[repr(C)]
pub struct Inputs {
    pub name: *mut c_char,
    pub name_len: usize,
    pub timeout: *mut libc::timeval,
    pub addr: *mut libc::sockaddr,
    pub buf: *mut c_char,
    pub buf_len: usize,
    pub addr_len: libc::socklen_t,
    pub backlog: c_int,
    pub flags: c_int,
}

#[repr(C)]
pub struct Outputs {
    pub client: *mut php_stream,
    pub addr: *mut libc::sockaddr,
    pub addr_len: libc::socklen_t,
    pub text_addr: *mut zend_string,
    pub error_text: *mut zend_string,
    pub return_code: c_int,
    pub error_code: c_int,
}

/// What [`CRYPTO_API`] is given.
#[repr(C)]
pub struct CryptoRequest {
    pub session: *mut php_stream,
    pub activate: c_int,
    pub method: c_uint,
    pub return_code: c_int,
    pub op: c_uint,
}

/// What every stream over a socket keeps of it.
#[repr(C)]
pub struct SocketData {
    pub socket: c_int,
    pub is_blocked: c_char,
    pub timeout: libc::timeval,
    pub timeout_event: c_char,
    pub own_size: usize,
}

/// What makes streams of a transport.
pub type Factory = unsafe extern "C" fn(
    proto: *const c_char,
    proto_len: usize,
    resource: *const c_char,
    resource_len: usize,
    persistent_id: *const c_char,
    options: c_int,
    flags: c_int,
    timeout: *mut libc::timeval,
    context: *mut php_stream_context,
) -> *mut php_stream;

/// `PHP_STREAM_FREE_CLOSE`
pub const FREE_CLOSE: c_int = 3;

unsafe extern "C" {
    pub fn _php_stream_free(stream: *mut php_stream, options: c_int) -> c_int;
    pub fn php_stream_xport_get_hash() -> *mut HashTable;
    pub fn php_stream_xport_register(protocol: *const c_char, factory: Factory) -> c_int;
    pub fn php_stream_xport_crypto_setup(
        stream: *mut php_stream,
        method: c_uint,
        session: *mut php_stream,
    ) -> c_int;
    pub fn php_stream_xport_crypto_enable(stream: *mut php_stream, activate: c_int) -> c_int;
    pub fn php_stream_context_get_option(
        context: *mut php_stream_context,
        wrapper: *const c_char,
        option: *const c_char,
    ) -> *mut zval;
}
