//! `Swoole\Coroutine\Socket`: a socket of any family and type whose calls wait in their coroutine.
//!
//! The class converts arguments, keeps `$errCode` and words what is wrong; [`crate::client::waiting_socket`] works, and waits as a
//! [`Waiter`] does. What it receives, sends and its options are in the files of these names beside it.
//!
//! Any number of calls may be under way on one object, and any of them may close it: each holds what it works with for itself.

mod import;
mod option;
mod receiving;
mod sending;
mod vectors;

use std::cell::{Cell, RefCell};
use std::io;
use std::net::Shutdown;
use std::os::fd::{OwnedFd, RawFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{self, zend_class_entry, zend_object};
use ext_php_rs::types::ZendHashTable;
use socket2::{Domain, Protocol, Type};

use crate::client::wait::{self, Direction};
use crate::client::waiting_socket::WaitingSocket;
use crate::error::ErrorCode;
use crate::last_error;
use crate::net::address::Endpoint;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::Callable;
use crate::php::callback::Held;
use crate::php::classes;
use crate::php::client::report;
use crate::php::convert::{self, Name, long, string};
use crate::php::coroutine::waiter::{self, Waiter};
use crate::php::coroutine::{limit, options};
use crate::php::event::watch::Events;
use crate::php::object::{self, Gc, Handlers, Native, Object};

pub use import::import;
pub use option::{get_option, set_option};
pub use receiving::{
    peek, recv, recv_all, recv_line, recv_packet, recv_with_buffer, recvfrom, set_protocol,
};
pub use sending::{send, send_all, send_file, sendto};
pub use vectors::{read_vector, read_vector_all, write_vector, write_vector_all};

static ERR_CODE: Name = Name::new("errCode");
static ERR_MSG: Name = Name::new("errMsg");
static ADDRESS: Name = Name::new("address");
static PORT: Name = Name::new("port");

/// Places of the declared properties.
mod slot {
    pub const FD: usize = 0;
    pub const DOMAIN: usize = 1;
    pub const TYPE: usize = 2;
    pub const PROTOCOL: usize = 3;
    pub const ERR_CODE: usize = 4;
}

/// The state of an object; empty until it is constructed.
#[derive(Default)]
pub struct Socket {
    constructed: Cell<bool>,
    open: RefCell<Option<Rc<Open>>>,
    /// What it was made of, if it was: the stream is closed with it.
    stream: RefCell<Option<Held>>,
    /// The script's `package_length_func`.
    length_func: RefCell<Option<Rc<Callable>>>,
}

/// A socket that is not closed.
pub type Open = WaitingSocket<Waiter>;

static HANDLERS: Handlers = Handlers::new();

impl Native for Socket {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }

    fn gc(&self, gc: &mut Gc) {
        if let Some(stream) = &*self.stream.borrow() {
            gc.add(stream);
        }
        if let Some(func) = &*self.length_func.borrow() {
            func.gc(gc);
        }
    }
}

impl Socket {
    /// The socket, while it is not closed.
    pub fn opened(&self) -> Option<Rc<Open>> {
        self.open.borrow().clone()
    }

    /// Closes it, for who has made it: calls under way end.
    pub fn shut(&self) {
        let open = self.open.take();
        if let Some(open) = open {
            open.close();
        }
    }

    /// Whether it was constructed and not closed.
    pub fn is_open(&self) -> bool {
        self.open.borrow().is_some()
    }

    /// Its descriptor, while it is open.
    pub fn fd(&self) -> Option<RawFd> {
        self.open.borrow().as_ref().map(|open| open.fd())
    }
}

/// Gives the class its state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Socket>(class);
}

/// `__construct(int $domain, int $type, int $protocol = IPPROTO_IP)`
pub fn construct(call: &mut Call) -> Outcome {
    let (domain, kind, protocol) = call.args::<(i64, i64, Opt<i64>)>()?;
    if call.this::<Socket>().constructed.get() {
        let why = "Constructor of Swoole\\Coroutine\\Socket can only be called once";
        return Err(Exit::php_error(why));
    }
    let protocol = protocol.or(0);
    let made = make(domain, kind, protocol).map_err(|error| {
        let code = ErrorCode::from(&error);
        last_error::set(code);
        fail(call.object(), code);
        refuse(code, format!("new Socket() failed. Error: {} [{}]", code.sentence(), code.0))
    })?;
    adopt(call.object(), made, protocol);
    Ok(())
}

fn make(domain: i64, kind: i64, protocol: i64) -> io::Result<Open> {
    let (domain, kind, protocol) = sort(domain, kind, protocol)?;
    WaitingSocket::new(domain, kind, protocol, options::client_times(), Waiter::new())
}

/// Numbers as socket(2) takes them.
fn sort(domain: i64, kind: i64, protocol: i64) -> io::Result<(Domain, Type, Option<Protocol>)> {
    let number =
        |number: i64| i32::try_from(number).map_err(|_| io::Error::from_raw_os_error(libc::EINVAL));
    let protocol = Some(number(protocol)?).filter(|protocol| *protocol != 0).map(Protocol::from);
    Ok((Domain::from(number(domain)?), Type::from(number(kind)?), protocol))
}

/// Throws a `Socket\Exception`.
fn refuse(code: ErrorCode, message: String) -> Exit {
    let class = classes::SWOOLE_COROUTINE_SOCKET_EXCEPTION.get();
    Exit::Throw { class, code: code.0.into(), message }
}

/// Gives an object its socket.
fn adopt(object: Object<'_>, socket: Open, protocol: i64) {
    let (domain, kind) = socket.sort();
    let pointer = object.as_ptr();
    // SAFETY: the object is live, and its class declares these properties, untyped and in this order.
    unsafe {
        object::init_slot(pointer, slot::FD, long(socket.fd().into()));
        object::init_slot(pointer, slot::DOMAIN, long(i32::from(domain).into()));
        object::init_slot(pointer, slot::TYPE, long(i32::from(kind).into()));
        object::init_slot(pointer, slot::PROTOCOL, long(protocol));
    }
    let state = object::state::<Socket>(object);
    state.constructed.set(true);
    state.open.replace(Some(Rc::new(socket)));
}

/// An object over a socket.
///
/// # Errors
/// Memory ran out.
pub fn wrap(socket: Open) -> Outcome<Held> {
    let held = object::make(&classes::SWOOLE_COROUTINE_SOCKET)?;
    adopt(object::of(&held).ok_or(Exit::Pending)?, socket, 0);
    Ok(held)
}

/// An object over a descriptor, which it owns from here on.
///
/// # Errors
/// A warning if it is no socket; memory ran out.
pub fn over(fd: OwnedFd) -> Outcome<Held> {
    let socket =
        WaitingSocket::from_fd(fd, options::client_times(), Waiter::new()).map_err(|error| {
            Exit::warn(ErrorCode::from(&error), format!("the descriptor is no socket: {error}"))
        })?;
    wrap(socket)
}

/// Two objects that are connected with each other, for `swoole_coroutine_socketpair()`.
///
/// # Errors
/// A warning with what socketpair(2) says.
pub fn pair(domain: i64, kind: i64, protocol: i64) -> Outcome<ZBox<ZendHashTable>> {
    let made = sort(domain, kind, protocol)
        .and_then(|(domain, kind, protocol)| socket2::Socket::pair(domain, kind, protocol));
    let (one, other) = made.map_err(|error| {
        let code = ErrorCode::from(&error);
        let reason = code.sentence();
        Exit::warn(code, format!("failed to create socket, Error: {reason}[{}]", code.0))
    })?;
    let mut table = ZendHashTable::new();
    for end in [one, other] {
        convert::push(&mut table, over(end.into())?.into_inner());
    }
    Ok(table)
}

/// The socket of `$this`.
///
/// # Errors
/// Throws if there never was one; quietly `EBADF` if it is closed.
fn open(call: &Call) -> Outcome<Rc<Open>> {
    let state = call.this::<Socket>();
    if let Some(open) = &*state.open.borrow() {
        return Ok(Rc::clone(open));
    }
    if !state.constructed.get() {
        return Err(Exit::error(ErrorCode::NONE, "must call constructor first"));
    }
    Err(failed(call.object(), ErrorCode(libc::EBADF)))
}

/// Writes `$errCode` and `$errMsg`.
fn fail(object: Object<'_>, code: ErrorCode) {
    fail_with(object, code, &code.sentence());
}

fn fail_with(object: Object<'_>, code: ErrorCode, message: &str) {
    object::set_property(object, &ERR_CODE, long(code.0.into()));
    object::set_property(object, &ERR_MSG, string(message.as_bytes()));
}

fn failed(object: Object<'_>, code: ErrorCode) -> Exit {
    fail(object, code);
    Exit::quiet(code)
}

/// Clears `$errCode` and `$errMsg`, which is seldom needed.
fn clear(object: Object<'_>) {
    // SAFETY: the class declares the property; the slot is that of a live object.
    let known = unsafe { &*object::slot(object.as_ptr(), slot::ERR_CODE) };
    if convert::type_of(known) == ffi::IS_LONG && known.long() == Some(0) {
        return;
    }
    fail_with(object, ErrorCode::NONE, "");
}

/// Ends a call: notes in the object whether it succeeded.
///
/// # Errors
/// It did not: quietly, unless an exception or an exit is on its way.
fn settle<T>(object: Object<'_>, done: io::Result<T>) -> Outcome<T> {
    settle_code(object, done.map_err(|error| ErrorCode::from(&error)))
}

fn settle_code<T>(object: Object<'_>, done: Result<T, ErrorCode>) -> Outcome<T> {
    match done {
        Ok(value) => {
            clear(object);
            Ok(value)
        }
        Err(code) => {
            waiter::check()?;
            Err(failed(object, code))
        }
    }
}

/// When a call that was given so many seconds is late. See the class's documentation.
fn deadline(seconds: Opt<f64>, usual: Option<Duration>) -> Option<Instant> {
    let seconds = seconds.or(0.0);
    wait::deadline(if seconds == 0.0 { usual } else { limit(seconds) })
}

/// Bytes that were asked for; none and less is the usual number.
fn length(asked: Opt<i64>) -> usize {
    const USUAL: usize = 65_536;
    usize::try_from(asked.or(0)).ok().filter(|length| *length > 0).unwrap_or(USUAL)
}

/// `bind(string $address, int $port = 0): bool`
pub fn bind(call: &mut Call) -> Outcome<bool> {
    let (address, port) = call.args::<(&[u8], Opt<i64>)>()?;
    let bound = open(call)?.bind(&String::from_utf8_lossy(address), port.or(0));
    settle_code(call.object(), bound).map(|()| true)
}

/// `listen(int $backlog = 512): bool`
pub fn listen(call: &mut Call) -> Outcome<bool> {
    let (backlog,) = call.args::<(Opt<i64>,)>()?;
    let backlog = backlog.or(512).clamp(0, i32::MAX.into()) as i32;
    settle(call.object(), open(call)?.listen(backlog)).map(|()| true)
}

/// `accept(float $timeout = 0): Swoole\Coroutine\Socket|false`
pub fn accept(call: &mut Call) -> Outcome<Held> {
    let (timeout,) = call.args::<(Opt<f64>,)>()?;
    let socket = open(call)?;
    let deadline = deadline(timeout, socket.times().read);
    let accepted = socket.accept(deadline, Waiter::new());
    wrap(settle(call.object(), accepted)?)
}

/// `connect(string $host, int $port = 0, float $timeout = 0): bool`
pub fn connect(call: &mut Call) -> Outcome<bool> {
    let (host, port, timeout) = call.args::<(&[u8], Opt<i64>, Opt<f64>)>()?;
    let socket = open(call)?;
    let object = call.object();
    if has_ports(socket.sort()) {
        let misuse = |why: String| Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, why));
        match port.0 {
            None => {
                return misuse("Socket of type AF_INET/AF_INET6 requires port argument".into());
            }
            Some(port) if port == 0 || port > i64::from(u16::MAX) => {
                fail(object, ErrorCode::BAD_PORT);
                return misuse(format!("Invalid port argument[{port}]"));
            }
            Some(_) => {}
        }
    }
    let deadline = deadline(timeout, socket.times().connect);
    let connected = socket.connect(&String::from_utf8_lossy(host), port.or(0), deadline);
    settle_code(object, connected).map(|()| true)
}

fn has_ports((domain, kind): (Domain, Type)) -> bool {
    matches!(domain, Domain::IPV4 | Domain::IPV6) && matches!(kind, Type::STREAM | Type::DGRAM)
}

/// `checkLiveness(): bool`
pub fn check_liveness(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    settle(call.object(), open(call)?.check()).map(|()| true)
}

/// The direction that an event number means.
fn direction(event: i64) -> Option<Direction> {
    match event {
        Events::READ_FLAG => Some(Direction::Read),
        Events::WRITE_FLAG => Some(Direction::Write),
        _ => None,
    }
}

/// `getBoundCid(int $event): int`
pub fn get_bound_cid(call: &mut Call) -> Outcome<i64> {
    let (event,) = call.args::<(i64,)>()?;
    let socket = open(call)?;
    let waiting = |direction| socket.waiting().waiting(direction);
    let bound = match direction(event) {
        Some(direction) => waiting(direction),
        None if event == Events::READ_FLAG | Events::WRITE_FLAG => {
            waiting(Direction::Read).or_else(|| waiting(Direction::Write))
        }
        None => None,
    };
    Ok(bound.map_or(0, |id| id.0 as i64))
}

/// `cancel(int $event = SWOOLE_EVENT_READ): bool`
pub fn cancel(call: &mut Call) -> Outcome<bool> {
    let (event,) = call.args::<(Opt<i64>,)>()?;
    let socket = open(call)?;
    Ok(direction(event.or(Events::READ_FLAG))
        .is_some_and(|direction| socket.waiting().cancel(direction)))
}

/// `shutdown(int $how = 2): bool`
pub fn shutdown(call: &mut Call) -> Outcome<bool> {
    let (how,) = call.args::<(Opt<i64>,)>()?;
    let socket = open(call)?;
    let how = match how.or(2) {
        0 => Ok(Shutdown::Read),
        1 => Ok(Shutdown::Write),
        2 => Ok(Shutdown::Both),
        _ => Err(io::Error::from_raw_os_error(libc::EINVAL)),
    };
    settle(call.object(), how.and_then(|how| socket.shutdown(how))).map(|()| true)
}

/// `close(): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let socket = open(call)?;
    let state = call.this::<Socket>();
    drop(state.open.take());
    clear(call.object());
    // Those that wait go on now, before we do.
    socket.close();
    drop(socket);
    let stream = state.stream.take();
    if let Some(stream) = stream {
        import::close_stream(&stream);
    }
    Ok(true)
}

/// `isClosed(): bool`
pub fn is_closed(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(!call.this::<Socket>().is_open())
}

/// `sslHandshake(): bool`
pub fn ssl_handshake(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let socket = open(call)?;
    let done = socket.shake_hands(wait::deadline(socket.times().read));
    if let Err(error) = &done {
        report(error);
    }
    settle_code(call.object(), done.map_err(|error| error.code())).map(|()| true)
}

/// `getsockname(): array|false`
pub fn getsockname(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let local = open(call)?.local();
    settle(call.object(), local).map(|local| named(&local))
}

/// `getpeername(): array|false`
pub fn getpeername(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let peer = open(call)?.peer();
    settle(call.object(), peer).map(|peer| named(&peer))
}

/// An endpoint as scripts see it.
fn named(endpoint: &Endpoint) -> ZBox<ZendHashTable> {
    let mut table = ZendHashTable::new();
    convert::set(&mut table, &ADDRESS, string(endpoint.host().as_bytes()));
    convert::set(&mut table, &PORT, long(endpoint.port().into()));
    table
}
