//! Streams over sockets that wait as coroutines do.
//!
//! PHP's own stream does all the work, and never waits: its socket is non-blocking. Where it finds nothing to do, we wait for the descriptor, in the event
//! loop or, outside of coroutines, with poll(2), and have it try again. So what the script sees (blocking mode, time limits, `timed_out`) is kept here.
//!
//! ```text
//! fread() ──> PHP's buffers and filters ──> our `read` ──> PHP's `read` ──> recv(2)
//!                                              ^  nothing there  │
//!                                              └── wait ─────────┘
//! ```
//!
//! While somebody waits the stream cannot be closed, since the frames of PHP below us use it.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_void};
use std::io;
use std::net::IpAddr;
use std::os::fd::BorrowedFd;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

use ext_php_rs::ffi::{self, E_WARNING, php_stream, php_stream_context, php_stream_ops, zval};

use super::stream_ops::{
    _php_stream_free, ACCEPT, BIND, BLOCKING, CONNECT, CONNECT_ASYNC, CRYPTO_API, CRYPTO_ENABLE,
    CryptoRequest, FREE_CLOSE, Factory, META_DATA_API, NO_FCLOSE, READ_TIMEOUT, RECV, Request,
    SEND, SocketData, WANTS_ERROR_TEXT, XPORT_API, php_stream_xport_get_hash,
    php_stream_xport_register,
};
use super::{SSL, TCP, TLS, UDG, UDP, UNIX, applies, encrypted, flags, may_wait};
use crate::client::wait::{self, Blocking, Direction, Wait};
use crate::coroutine::Wake;
use crate::dns::Family;
use crate::error::ErrorCode;
use crate::log;
use crate::php::boundary;
use crate::php::callback;
use crate::php::convert;
use crate::php::coroutine::wait as waiting;
use crate::php::coroutine::waiter::Waiter;
use crate::reactor::Interest;

// ---- transports

/// A transport whose streams are ours while its flag is on.
struct Transport {
    name: &'static CStr,
    flag: i64,
    factory: Factory,
    original: OnceCell<Factory>,
}

// SAFETY: PHP has one thread.
unsafe impl Sync for Transport {}

impl Transport {
    const fn new(name: &'static CStr, flag: i64, factory: Factory) -> Self {
        Self { name, flag, factory, original: OnceCell::new() }
    }
}

static TCP_TRANSPORT: Transport = Transport::new(c"tcp", TCP, tcp);
static UDP_TRANSPORT: Transport = Transport::new(c"udp", UDP, udp);
static UNIX_TRANSPORT: Transport = Transport::new(c"unix", UNIX, unix);
static UDG_TRANSPORT: Transport = Transport::new(c"udg", UDG, udg);

/// Once, when all modules have registered theirs.
pub(super) fn install() {
    for transport in [&TCP_TRANSPORT, &UDP_TRANSPORT, &UNIX_TRANSPORT, &UDG_TRANSPORT] {
        if transport.original.get().is_some() {
            continue;
        }
        let (name, length) = (transport.name.as_ptr(), transport.name.count_bytes());
        // SAFETY: the table of transports is the process's, and what it holds are their factories.
        unsafe {
            let found = ffi::zend_hash_str_find(php_stream_xport_get_hash(), name, length);
            if found.is_null() || (*found).value.ptr.is_null() {
                continue;
            }
            let original = std::mem::transmute::<*mut c_void, Factory>((*found).value.ptr);
            transport.original.get_or_init(|| original);
            php_stream_xport_register(name, transport.factory);
        }
    }
}

/// PHP's own factory of streams over TCP.
pub(super) fn tcp_factory() -> Option<Factory> {
    TCP_TRANSPORT.original.get().copied()
}

macro_rules! factory {
    ($name:ident, $transport:ident) => {
        unsafe extern "C" fn $name(
            proto: *const c_char,
            proto_len: usize,
            resource: *const c_char,
            resource_len: usize,
            persistent_id: *const c_char,
            options: c_int,
            flags: c_int,
            timeout: *mut libc::timeval,
            context: *mut php_stream_context,
        ) -> *mut php_stream {
            let Some(original) = $transport.original.get() else { return std::ptr::null_mut() };
            // SAFETY: passed on as PHP gave it; nothing here needs dropping, should it jump.
            let made = unsafe {
                original(
                    proto,
                    proto_len,
                    resource,
                    resource_len,
                    persistent_id,
                    options,
                    flags,
                    timeout,
                    context,
                )
            };
            if !made.is_null() && self::flags() & $transport.flag != 0 {
                // SAFETY: a new stream over a socket.
                unsafe { adopt(made, $transport.flag, None) };
            }
            made
        }
    };
}

factory!(tcp, TCP_TRANSPORT);
factory!(udp, UDP_TRANSPORT);
factory!(unix, UNIX_TRANSPORT);
factory!(udg, UDG_TRANSPORT);

// ---- streams

/// PHP's operations of a kind of stream with ours among them. A stream points to the first field.
#[repr(C)]
struct Ops {
    ops: php_stream_ops,
    original: *const php_stream_ops,
}

/// What is kept of a stream.
#[derive(Debug)]
struct State {
    flag: i64,
    /// The method by which it is encrypted from the beginning.
    encryption: Option<c_uint>,
    blocking: Cell<bool>,
    limit: Cell<Option<Duration>>,
    timed_out: Cell<bool>,
    /// How many wait for it.
    waiting: Cell<usize>,
    /// Whether the script may close it when nobody waits.
    closable: Cell<bool>,
    waiter: Waiter,
    blocker: Blocking,
}

thread_local! {
    /// One for each kind, never freed: streams point to them.
    static KINDS: RefCell<HashMap<*const php_stream_ops, &'static Ops>> = RefCell::default();
    static STREAMS: RefCell<HashMap<*mut php_stream, Rc<State>>> = RefCell::default();
}

/// Puts our operations in the place of a stream's own. With a method, it is encrypted when it has connected, and what it accepts is.
///
/// # Safety
/// A live stream over a socket, whose operations are PHP's.
pub(super) unsafe fn adopt(stream: *mut php_stream, flag: i64, encryption: Option<c_uint>) {
    // SAFETY: as the caller owes.
    unsafe {
        let original = (*stream).ops;
        let kind = KINDS.with_borrow_mut(|kinds| {
            *kinds.entry(original).or_insert_with(|| {
                let ops = php_stream_ops {
                    read: Some(read),
                    write: Some(write),
                    close: Some(close),
                    set_option: Some(set_option),
                    ..*original
                };
                Box::leak(Box::new(Ops { ops, original }))
            })
        });
        (*stream).ops = &raw const kind.ops;
        let timeout = (*data(stream)).timeout;
        let state = State {
            flag,
            encryption,
            blocking: Cell::new(true),
            limit: Cell::new(duration(timeout)),
            timed_out: Cell::new(false),
            waiting: Cell::new(0),
            closable: Cell::new(true),
            waiter: Waiter::new(),
            blocker: Blocking::default(),
        };
        STREAMS.with_borrow_mut(|streams| streams.insert(stream, Rc::new(state)));
    }
}

/// As [`adopt`], for a stream whose other end is there.
///
/// # Safety
/// As for [`adopt`].
pub(super) unsafe fn adopt_connected(stream: *mut php_stream, flag: i64) {
    // SAFETY: as the caller owes.
    unsafe { adopt(stream, flag, None) };
    State::unblock(stream);
}

/// The socket's own record of a stream.
fn data(stream: *mut php_stream) -> *mut SocketData {
    // SAFETY: what is adopted is a live stream over a socket.
    unsafe { (*stream).abstract_.cast() }
}

/// PHP's own operations of an adopted stream.
fn original(stream: *mut php_stream) -> &'static php_stream_ops {
    // SAFETY: its operations are ours, and those behind them static.
    unsafe { &*(*(*stream).ops.cast::<Ops>()).original }
}

fn state(stream: *mut php_stream) -> Option<Rc<State>> {
    STREAMS.with_borrow(|streams| streams.get(&stream).cloned())
}

/// A time limit; negative is none.
fn duration(time: libc::timeval) -> Option<Duration> {
    let seconds = u64::try_from(time.tv_sec).ok()?;
    Some(Duration::from_secs(seconds) + Duration::from_micros(u64::try_from(time.tv_usec).ok()?))
}

impl State {
    /// Waits until the stream's descriptor is ready.
    fn wait(
        &self,
        stream: *mut php_stream,
        direction: Direction,
        limit: Option<Duration>,
    ) -> io::Result<()> {
        // SAFETY: the stream has a socket, or there would be nothing to wait for; it is not closed while this waits.
        let fd = unsafe { (*data(stream)).socket };
        if fd < 0 {
            return Err(io::Error::from_raw_os_error(libc::EBADF));
        }
        // SAFETY: as above.
        let fd = unsafe { BorrowedFd::borrow_raw(fd) };
        let wait: &dyn Wait = if may_wait() { &self.waiter } else { &self.blocker };
        wait.claim(fd, direction)?;
        self.hold(stream);
        let waited = wait.wait(fd, direction, wait::deadline(limit));
        self.let_go(stream);
        wait.release(direction);
        let is_late =
            waited.as_ref().is_err_and(|error| error.raw_os_error() == Some(libc::ETIMEDOUT));
        self.timed_out.set(is_late);
        waited
    }

    /// Whether there is something to be read.
    fn is_ready(stream: *mut php_stream) -> bool {
        // SAFETY: the stream has a socket, which is not closed meanwhile.
        let fd = unsafe { (*data(stream)).socket };
        // SAFETY: as above.
        fd >= 0 && wait::is_ready(unsafe { BorrowedFd::borrow_raw(fd) }, Direction::Read)
    }

    fn hold(&self, stream: *mut php_stream) {
        if self.waiting.replace(self.waiting.get() + 1) == 0 {
            // SAFETY: a live stream.
            unsafe {
                self.closable.set((*stream).flags & NO_FCLOSE == 0);
                (*stream).flags |= NO_FCLOSE;
            }
        }
    }

    fn let_go(&self, stream: *mut php_stream) {
        self.waiting.set(self.waiting.get() - 1);
        if self.waiting.get() == 0 && self.closable.get() {
            // SAFETY: a live stream: it could not be closed.
            unsafe { (*stream).flags &= !NO_FCLOSE };
        }
    }

    /// Makes PHP's stream one that never waits.
    fn unblock(stream: *mut php_stream) {
        let Some(set) = original(stream).set_option else { return };
        // SAFETY: the operations are the stream's own.
        let _ = callback::guard(|| unsafe { set(stream, BLOCKING, 0, std::ptr::null_mut()) });
    }
}

/// Runs an operation under all guards; what a fatal error in the middle of it has left pending goes on when no frame of ours is left.
pub(super) fn guarded<R: Copy>(failed: R, operation: impl FnOnce() -> R) -> R {
    let done = catch_unwind(AssertUnwindSafe(operation));
    let result = done.unwrap_or_else(|_| {
        log::error(format_args!("internal error: an operation of a stream has panicked"));
        failed
    });
    // SAFETY: PHP has called the operation, and nothing here needs dropping.
    unsafe { boundary::raise(callback::take_pending()) };
    result
}

unsafe extern "C" fn read(stream: *mut php_stream, buf: *mut c_char, count: usize) -> isize {
    guarded(-1, || {
        let Some(read) = original(stream).read else { return -1 };
        // SAFETY: as PHP called us.
        let once = || callback::guard(|| unsafe { read(stream, buf, count) }).unwrap_or(-1);
        let Some(state) = state(stream) else { return once() };
        // SAFETY: a live stream.
        let buffer = || unsafe { (*stream).readbuf };
        let before = buffer();
        loop {
            let got = once();
            // SAFETY: a live stream.
            let is_over = got > 0 || unsafe { (*stream).eof() } != 0;
            if is_over || count == 0 || !state.blocking.get() {
                return got;
            }
            let waited = state.wait(stream, Direction::Read, state.limit.get());
            // Somebody else may have made PHP's buffer a larger one meanwhile: this read has lost its place.
            if waited.is_err() || buffer() != before {
                return 0;
            }
        }
    })
}

unsafe extern "C" fn write(stream: *mut php_stream, buf: *const c_char, count: usize) -> isize {
    guarded(-1, || {
        let Some(write) = original(stream).write else { return -1 };
        // SAFETY: as PHP called us.
        let once = || callback::guard(|| unsafe { write(stream, buf, count) }).unwrap_or(-1);
        let Some(state) = state(stream) else { return once() };
        loop {
            let put = once();
            if put != 0 || count == 0 || !state.blocking.get() {
                return put;
            }
            if state.wait(stream, Direction::Write, state.limit.get()).is_err() {
                return -1;
            }
        }
    })
}

unsafe extern "C" fn close(stream: *mut php_stream, close_handle: c_int) -> c_int {
    // The registration goes before the descriptor does.
    let gone = STREAMS.try_with(|streams| streams.borrow_mut().remove(&stream));
    drop(gone);
    match original(stream).close {
        // SAFETY: as PHP called us; nothing here needs dropping.
        Some(close) => unsafe { close(stream, close_handle) },
        None => 0,
    }
}

unsafe extern "C" fn set_option(
    stream: *mut php_stream,
    option: c_int,
    value: c_int,
    given: *mut c_void,
) -> c_int {
    const FAILED: c_int = -1;
    guarded(FAILED, || {
        let Some(set) = original(stream).set_option else { return FAILED };
        let pass_on = || {
            // PHP tells transports apart by the operations of their streams, so that it must see its own.
            // SAFETY: a live stream; otherwise as PHP called us.
            unsafe {
                let ours = (*stream).ops;
                (*stream).ops = original(stream);
                let done = callback::guard(|| set(stream, option, value, given));
                (*stream).ops = ours;
                done.unwrap_or(FAILED)
            }
        };
        let Some(state) = state(stream) else { return pass_on() };
        match option {
            BLOCKING => c_int::from(state.blocking.replace(value != 0)),
            READ_TIMEOUT => {
                // SAFETY: the option comes with a time.
                state.limit.set(duration(unsafe { *given.cast::<libc::timeval>() }));
                state.timed_out.set(false);
                pass_on()
            }
            META_DATA_API => {
                let done = pass_on();
                // SAFETY: the option comes with an array.
                unsafe { tell(&state, given.cast()) };
                done
            }
            // SAFETY: these options come with what is asked for.
            XPORT_API => unsafe { transport(&state, stream, given.cast(), &pass_on) },
            // SAFETY: as above.
            CRYPTO_API => unsafe { encrypt(&state, stream, given.cast(), &pass_on) },
            _ => pass_on(),
        }
    })
}

/// Puts right what PHP's stream does not know of itself.
///
/// # Safety
/// `array` is one.
unsafe fn tell(state: &State, array: *mut zval) {
    static TIMED_OUT: convert::Name = convert::Name::new("timed_out");
    static BLOCKED: convert::Name = convert::Name::new("blocked");
    // SAFETY: as the caller owes.
    if let Some(table) = unsafe { (*array).array_mut() } {
        convert::set(table, &TIMED_OUT, convert::boolean(state.timed_out.get()));
        convert::set(table, &BLOCKED, convert::boolean(state.blocking.get()));
    }
}

/// What a transport is asked for.
///
/// # Safety
/// `request` is live.
unsafe fn transport(
    state: &State,
    stream: *mut php_stream,
    request: *mut Request,
    pass_on: &dyn Fn() -> c_int,
) -> c_int {
    // SAFETY: as the caller owes.
    let mut op = unsafe { (*request).op };
    if op == CONNECT_ASYNC && state.encryption.is_some() {
        // A handshake needs a connection.
        op = CONNECT;
        // SAFETY: as the caller owes.
        unsafe { (*request).op = op };
    }
    match op {
        CONNECT => {
            let done = if state.flag & (TCP | SSL | TLS) != 0 && applies(state.flag) {
                // SAFETY: as the caller owes.
                unsafe { connect(state, stream, request, pass_on) }
            } else {
                pass_on()
            };
            State::unblock(stream);
            // SAFETY: as the caller owes.
            let outputs = unsafe { &mut (*request).outputs };
            if let Some(method) = state.encryption
                && outputs.return_code == 0
                && !encrypted::begin(stream, method, false)
            {
                outputs.return_code = -1;
            }
            done
        }
        CONNECT_ASYNC | BIND => {
            let done = pass_on();
            State::unblock(stream);
            done
        }
        ACCEPT => {
            // SAFETY: as the caller owes.
            let limit =
                unsafe { (*request).inputs.timeout.as_ref() }.and_then(|time| duration(*time));
            // Of several that have come at once only the first is news.
            let waits = state.blocking.get() && !State::is_ready(stream);
            if waits && state.wait(stream, Direction::Read, limit).is_err() {
                // SAFETY: as the caller owes.
                unsafe { refuse(request, libc::ETIMEDOUT, "Connection timed out") };
                return 0;
            }
            let done = pass_on();
            // SAFETY: as the caller owes.
            let client = unsafe { (*request).outputs.client };
            if !client.is_null() {
                // SAFETY: a new stream over a socket.
                unsafe { adopt_connected(client, state.flag) };
                if let Some(method) = state.encryption
                    && !encrypted::begin(client, method, true)
                {
                    // SAFETY: as the caller owes; nobody else knows the stream.
                    unsafe {
                        (*request).outputs.client = std::ptr::null_mut();
                        (*request).outputs.return_code = -1;
                        let close = || _php_stream_free(client, FREE_CLOSE);
                        let _ = callback::guard(close);
                    }
                }
            }
            done
        }
        RECV | SEND => loop {
            // Of a datagram that has not come PHP tells the sender all the same: what is in its buffer by chance.
            let in_vain = op == RECV && state.blocking.get() && !State::is_ready(stream);
            if in_vain && state.wait(stream, Direction::Read, state.limit.get()).is_err() {
                // SAFETY: as the caller owes.
                unsafe { (*request).outputs.return_code = -1 };
                return 0;
            }
            let done = pass_on();
            let error = io::Error::last_os_error();
            // SAFETY: as the caller owes.
            let failed = unsafe { (*request).outputs.return_code } < 0;
            let direction = if op == RECV { Direction::Read } else { Direction::Write };
            if !failed
                || error.kind() != io::ErrorKind::WouldBlock
                || !state.blocking.get()
                || state.wait(stream, direction, state.limit.get()).is_err()
            {
                return done;
            }
        },
        _ => pass_on(),
    }
}

/// Connects: looks the name up, begins, and waits for the end.
///
/// # Safety
/// As [`transport`].
unsafe fn connect(
    state: &State,
    stream: *mut php_stream,
    request: *mut Request,
    pass_on: &dyn Fn() -> c_int,
) -> c_int {
    // SAFETY: as the caller owes.
    let (name, limit) = unsafe {
        let inputs = &(*request).inputs;
        let name = std::slice::from_raw_parts(inputs.name.cast::<u8>(), inputs.name_len);
        (name.to_vec(), inputs.timeout.as_ref().and_then(|time| duration(*time)))
    };
    let deadline = wait::deadline(limit);
    let fail = move |code: c_int, text: &str| {
        // SAFETY: as the caller owes.
        unsafe { refuse(request, code, text) };
        0
    };
    let resolved = match resolve(&name, wait::remaining(deadline)) {
        Ok(resolved) => resolved,
        Err(Unresolved::Unknown(host)) => {
            let text = format!(
                "php_network_getaddresses: getaddrinfo for {host} failed: Name or service not known"
            );
            callback::warn(E_WARNING, &text);
            return fail(0, &text);
        }
        Err(Unresolved::InVain) => return fail(libc::ETIMEDOUT, "Connection timed out"),
    };
    let given = resolved.as_ref().and_then(|name| CString::new(name.as_bytes()).ok());
    // SAFETY: as the caller owes; the request has its own name again when PHP looks at it.
    let (done, begun) = unsafe {
        let inputs = &raw mut (*request).inputs;
        let before = ((*inputs).name, (*inputs).name_len);
        if let Some(given) = &given {
            (*inputs).name = given.as_ptr().cast_mut();
            (*inputs).name_len = given.count_bytes();
        }
        (*request).op = CONNECT_ASYNC;
        let done = pass_on();
        (*request).op = CONNECT;
        ((*inputs).name, (*inputs).name_len) = before;
        (done, (*request).outputs.return_code)
    };
    if begun != 1 {
        return done;
    }
    // SAFETY: the socket is there, since it connects.
    let fd = unsafe { (*data(stream)).socket };
    state.hold(stream);
    let waited = waiting::ready(fd, Interest::WRITE, wait::remaining(deadline));
    state.let_go(stream);
    match waited {
        Ok(Ok(_)) => {}
        Ok(Err(Wake::TimedOut)) => return fail(libc::ETIMEDOUT, "Connection timed out"),
        Ok(Err(_)) => return fail(libc::ECANCELED, "Operation canceled"),
        Err(exit) => {
            exit.announce();
            return fail(libc::ECANCELED, "Operation canceled");
        }
    }
    // SAFETY: as above.
    let socket = unsafe { BorrowedFd::borrow_raw(fd) };
    match socket2::SockRef::from(&socket).take_error() {
        Ok(None) => {
            // SAFETY: as the caller owes.
            unsafe {
                (*request).outputs.return_code = 0;
                (*request).outputs.error_code = 0;
            }
            done
        }
        Ok(Some(error)) | Err(error) => {
            let code = ErrorCode::from(&error);
            fail(code.0, &code.sentence())
        }
    }
}

/// Tells PHP that a connection has not come about.
///
/// # Safety
/// As [`transport`].
unsafe fn refuse(request: *mut Request, code: c_int, text: &str) {
    // SAFETY: as the caller owes; the text becomes PHP's.
    unsafe {
        let outputs = &raw mut (*request).outputs;
        (*outputs).return_code = -1;
        (*outputs).error_code = code;
        if (*request).wants & WANTS_ERROR_TEXT != 0 && (*outputs).error_text.is_null() {
            let (bytes, length) = (text.as_ptr().cast(), text.len());
            (*outputs).error_text = ffi::ext_php_rs_zend_string_init(bytes, length, false);
        }
    }
}

/// Why there is no address.
enum Unresolved {
    /// The host has none.
    Unknown(String),
    /// The time was over, or the coroutine is not to go on.
    InVain,
}

/// `host:port` with an address in the place of the name; none if there is nothing to look up, or PHP is to say what is wrong with it.
fn resolve(name: &[u8], limit: Option<Duration>) -> Result<Option<String>, Unresolved> {
    let Ok(name) = std::str::from_utf8(name) else { return Ok(None) };
    let Some((host, port)) = name.rsplit_once(':') else { return Ok(None) };
    let is_plain = !host.is_empty() && !host.contains(['[', ':', '%', '\0']);
    if !is_plain || host.parse::<IpAddr>().is_ok() {
        return Ok(None);
    }
    for family in [Family::V4, Family::V6] {
        match waiting::address(host, family, limit) {
            Ok(Ok(Some(IpAddr::V4(address)))) => return Ok(Some(format!("{address}:{port}"))),
            Ok(Ok(Some(IpAddr::V6(address)))) => return Ok(Some(format!("[{address}]:{port}"))),
            Ok(Ok(None)) => {}
            Ok(Err(_)) => return Err(Unresolved::InVain),
            Err(exit) => {
                exit.announce();
                return Err(Unresolved::InVain);
            }
        }
    }
    Err(Unresolved::Unknown(host.to_owned()))
}

/// Encrypts the stream: PHP's own handshake, step by step.
///
/// # Safety
/// `request` is live.
unsafe fn encrypt(
    state: &State,
    stream: *mut php_stream,
    request: *mut CryptoRequest,
    pass_on: &dyn Fn() -> c_int,
) -> c_int {
    let deadline = wait::deadline(state.limit.get());
    loop {
        let done = pass_on();
        // SAFETY: as the caller owes.
        let (op, active, code) =
            unsafe { ((*request).op, (*request).activate, (*request).return_code) };
        let goes_on = op == CRYPTO_ENABLE && active != 0 && code == 0 && state.blocking.get();
        if !goes_on {
            return done;
        }
        if state.wait(stream, Direction::Read, wait::remaining(deadline)).is_err() {
            // SAFETY: as the caller owes.
            unsafe { (*request).return_code = -1 };
            return done;
        }
    }
}
