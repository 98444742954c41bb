//! `Swoole\Coroutine\Client`: TCP, UDP and unix sockets, whose calls make the coroutine wait and not the process.
//!
//! The class converts arguments and keeps the properties; [`crate::client`] connects, sends and receives. A method holds the connection for itself,
//! since others run while it waits, which may close it or connect anew.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::time::Instant;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, ZendObject, Zval};

use crate::client::address::Target;
use crate::client::connection::{ConnectError, Connection, How, READ_MAX, Received};
use crate::client::wait;
use crate::error::ErrorCode;
use crate::log;
use crate::net::address::{Endpoint, SocketKind};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt, Ref};
use crate::php::callback::Held;
use crate::php::client::{self, Sort, length_func, text};
use crate::php::convert::{self, Name};
use crate::php::coroutine::waiter::{self, Waiter};
use crate::php::coroutine::{options, runtime};
use crate::php::object::{self, Gc, Handlers, Native};
use crate::php::server::settings::Wishes;
use crate::protocol::Framing;
use crate::settings::{ClientSettings, ClientTimes, Place, SettingError};

static ERR_CODE: Name = Name::new("errCode");
static ERR_MSG: Name = Name::new("errMsg");
static FD: Name = Name::new("fd");
static SOCKET: Name = Name::new("socket");
static TYPE: Name = Name::new("type");
static CONNECTED: Name = Name::new("connected");

/// Bytes that peek() shows, unless it is told.
const PEEK_LENGTH: i64 = 65_535;

/// The state of an object.
pub struct Client {
    /// TCP until the constructor has run.
    sort: Cell<Sort>,
    wishes: Wishes,
    connection: RefCell<Option<Rc<Connection>>>,
    /// The connection is to one peer. Without, datagrams go to whom each says.
    connected: Cell<bool>,
    /// It was closed while a call was under way, whose coroutine may close it as well.
    closing: Cell<bool>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Client {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self {
            sort: Cell::new(Sort { kind: SocketKind::Tcp, keep: false, ssl: false }),
            wishes: Wishes::default(),
            connection: RefCell::default(),
            connected: Cell::default(),
            closing: Cell::default(),
        }
    }

    fn gc(&self, gc: &mut Gc) {
        for callable in self.wishes.callables.borrow().values() {
            callable.gc(gc);
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A call keeps its object. Only the end of a script that has failed frees objects while calls are under way, which must not go on then.
        if let Some(connection) = self.connection.take().filter(|it| !it.is_in_use()) {
            connection.close();
        }
    }
}

impl Client {
    fn settings(&self) -> Result<ClientSettings, SettingError> {
        ClientSettings::resolve(&self.wishes.asked.borrow())
    }

    fn framing(&self, settings: &ClientSettings) -> Framing {
        let func = self.wishes.callable("package_length_func");
        Framing::new(&settings.framing, func.map(|callable| length_func(&callable)))
    }

    /// The connection, unless there is none or it was closed.
    fn open_connection(&self) -> Option<Rc<Connection>> {
        self.connection.borrow().clone().filter(|_| !self.closing.get())
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Client>(class);
}

/// `__construct(int $type)`
pub fn construct(call: &mut Call) -> Outcome {
    let (number,) = call.args::<(i64,)>()?;
    let sort = Sort::from_number(number).ok_or_else(|| {
        Exit::type_error(format!(
            "Swoole\\Coroutine\\Client::__construct() expects parameter 1 to be client type, unknown type {number} given"
        ))
    })?;
    call.this::<Client>().sort.set(sort);
    object::set_property(call.object(), &TYPE, convert::long(number));
    Ok(())
}

/// `set(array $settings): bool`
pub fn set(call: &mut Call) -> Outcome<bool> {
    let (settings,) = call.args::<(&ZendHashTable,)>()?;
    if settings.is_empty() {
        return Ok(false);
    }
    let this = call.this::<Client>();
    this.wishes.take(Place::Client, settings, call.object())?;
    let resolved = this
        .settings()
        .map_err(|error| Exit::throw(ErrorCode::INVALID_PARAMS, error.to_string()))?;
    if let Some(connection) = this.open_connection() {
        connection.set_times(resolved.times.resolve_over(None, options::client_times()));
        connection.frame(&this.framing(&resolved));
    }
    Ok(true)
}

/// `connect(string $host, int $port = 0, float $timeout = 0, int $sock_flag = 0): bool`
pub fn connect(call: &mut Call) -> Outcome<bool> {
    let (host, port, timeout, _) = call.args::<(&[u8], Opt<i64>, Opt<f64>, Opt<i64>)>()?;
    runtime::current_id()?;
    let (this, object) = (call.this::<Client>(), call.object());
    if this.open_connection().is_some() {
        return Err(fail(object, ErrorCode(libc::EISCONN)));
    }
    let fatal = |message: &str| Exit::warn(ErrorCode::PHP_FATAL_ERROR, message);
    let sort = this.sort.get();
    if host.is_empty() {
        return Err(fatal("The host is empty"));
    }
    if sort.ssl {
        fail(object, ErrorCode::OPERATION_NOT_SUPPORT);
        return Err(client::no_tls());
    }
    let port = if sort.kind.is_unix() { 0 } else { port.or(0) };
    let port = u16::try_from(port).ok().filter(|port| sort.kind.is_unix() || *port > 0);
    let port = port.ok_or_else(|| fatal("The port is invalid"))?;
    let target = Target { host: String::from_utf8_lossy(host).into_owned(), port };
    let settings = this.settings().map_err(|error| {
        fail(object, ErrorCode::INVALID_PARAMS);
        Exit::warn(ErrorCode::INVALID_PARAMS, error.to_string())
    })?;
    let asked = timeout.0.filter(|seconds| *seconds != 0.0);
    let times = settings.times.resolve_over(asked, options::client_times());
    // A datagram socket takes nothing but from its peer, and hears of its failures.
    let how = if sort.kind.is_datagram() { How::Flagged } else { How::Wait };
    let waiter = Box::new(Waiter::new());
    let opened = Connection::open(sort.kind, &target, &settings, times, how, waiter);
    waiter::check()?;
    let connection = opened.map_err(|error| refused(object, &error))?;
    if this.open_connection().is_some() {
        // Another coroutine was faster.
        return Err(fail(object, ErrorCode(libc::EISCONN)));
    }
    connection.frame(&this.framing(&settings));
    adopt(&this, object, connection);
    this.connected.set(true);
    object::set_property(object, &CONNECTED, convert::boolean(true));
    Ok(true)
}

fn refused(object: &ZendObject, error: &ConnectError) -> Exit {
    if let ConnectError::Proxy(error) = error {
        log::notice(format_args!("{}", error.reason));
    }
    fail(object, error.code())
}

fn adopt(this: &Client, object: &ZendObject, connection: Connection) -> Rc<Connection> {
    let connection = Rc::new(connection);
    object::set_property(object, &FD, convert::long(connection.fd().into()));
    this.connection.replace(Some(Rc::clone(&connection)));
    this.closing.set(false);
    connection
}

/// `recv(float $timeout = 0): string|false`
pub fn recv(call: &mut Call) -> Outcome<Zval> {
    let (timeout,) = call.args::<(Opt<f64>,)>()?;
    let connection = connection(call)?;
    let deadline = deadline(timeout.or(0.0), connection.times().read);
    let received = connection.receive_by(READ_MAX, 0, deadline);
    waiter::check()?;
    received_text(call.object(), received)
}

fn received_text(object: &ZendObject, received: io::Result<Received>) -> Outcome<Zval> {
    match received {
        Ok(Received::Data(bytes)) => text(&bytes),
        Ok(Received::End) => text(b""),
        Ok(Received::Unframed(error)) => {
            let code = ErrorCode(error.code());
            log::warning_with(code, format_args!("{error}"));
            Err(fail(object, code))
        }
        Err(error) => Err(fail(object, ErrorCode::from(&error))),
    }
}

/// `peek(int $length = 65535): string|false`
pub fn peek(call: &mut Call) -> Outcome<Zval> {
    let (length,) = call.args::<(Opt<i64>,)>()?;
    let connection = connection(call)?;
    let length = length.or(PEEK_LENGTH);
    let Some(length) = usize::try_from(length).ok().filter(|length| *length > 0) else {
        let message = "length must be greater than 0";
        return Err(Exit::warn(ErrorCode::INVALID_PARAMS, message));
    };
    match connection.peek(length) {
        Ok(bytes) => text(&bytes),
        Err(error) => Err(fail(call.object(), ErrorCode::from(&error))),
    }
}

/// `send(string $data, float $timeout = 0): int|false`
pub fn send(call: &mut Call) -> Outcome<i64> {
    let (data, timeout) = call.args::<(&[u8], Opt<f64>)>()?;
    if data.is_empty() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "data to send is empty"));
    }
    let connection = connection(call)?;
    let deadline = deadline(timeout.or(0.0), connection.times().write);
    done(call, connection.send_by(data, deadline)).map(|count| count as i64)
}

/// `sendfile(string $filename, int $offset = 0, int $length = 0): bool`
pub fn sendfile(call: &mut Call) -> Outcome<bool> {
    let (name, offset, length) = call.args::<(&[u8], Opt<i64>, Opt<i64>)>()?;
    if name.is_empty() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "file to send is empty"));
    }
    let connection = connection(call)?;
    if connection.kind().is_datagram() {
        return Err(fail(call.object(), ErrorCode::OPERATION_NOT_SUPPORT));
    }
    let (file, offset, length) = client::open_part(name, offset.or(0), length.or(0))
        .map_err(|code| fail(call.object(), code))?;
    done(call, connection.send_file(file, offset, length)).map(|()| true)
}

/// `sendto(string $address, int $port, string $data): bool`
pub fn sendto(call: &mut Call) -> Outcome<bool> {
    let (host, port, data) = call.args::<(&[u8], i64, &[u8])>()?;
    if data.is_empty() {
        return Ok(false);
    }
    let connection = datagrams(call)?;
    if !connection.kind().is_datagram() {
        return Err(fail(call.object(), ErrorCode(libc::EPROTONOSUPPORT)));
    }
    let sent = connection.send_to(&String::from_utf8_lossy(host), port, data);
    waiter::check()?;
    sent.map(|()| true).map_err(|code| fail(call.object(), code))
}

/// `recvfrom(int $length, mixed &$address, mixed &$port = 0): string|false`
pub fn recvfrom(call: &mut Call) -> Outcome<Zval> {
    let (length, address, port) = call.args::<(i64, Ref, Opt<Ref>)>()?;
    let Some(length) = usize::try_from(length).ok().filter(|length| *length > 0) else {
        return Ok(convert::boolean(false));
    };
    let connection = datagrams(call)?;
    let deadline = wait::deadline(connection.times().read);
    let received = connection.receive_by(length, 0, deadline);
    waiter::check()?;
    if let (Ok(Received::Data(_)), Ok(Some(sender))) = (&received, connection.peer()) {
        put(address, convert::string(sender.host().as_bytes()));
        if let Some(port) = port.0 {
            put(port, convert::long(sender.port().into()));
        }
    }
    received_text(call.object(), received)
}

fn put(variable: Ref<'_>, value: Zval) {
    drop(Held::new(std::mem::replace(variable.0, value)));
}

/// `enableSSL(): bool`
pub fn enable_ssl(call: &mut Call) -> Outcome<bool> {
    no_tls(call)
}

/// `getPeerCert(): string|false`
pub fn get_peer_cert(call: &mut Call) -> Outcome<bool> {
    no_tls(call)
}

/// `verifyPeerCert(bool $allow_self_signed = false): bool`
pub fn verify_peer_cert(call: &mut Call) -> Outcome<bool> {
    call.args::<(Opt<bool>,)>()?;
    connection(call)?;
    fail(call.object(), ErrorCode::OPERATION_NOT_SUPPORT);
    Err(client::no_tls())
}

fn no_tls(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    connection(call)?;
    fail(call.object(), ErrorCode::OPERATION_NOT_SUPPORT);
    Err(client::no_tls())
}

/// `isConnected(): bool`
pub fn is_connected(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(call.this::<Client>().connected.get())
}

/// `getsockname(): array|false`
pub fn getsockname(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    done(call, connection(call)?.local()).map(|local| named(&local))
}

/// `getpeername(): array|false`
pub fn getpeername(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    done(call, connection(call)?.socket().peer()).map(|peer| named(&peer))
}

/// An endpoint as scripts see it. The address stands there twice: blocking clients call it host, sockets of coroutines address.
fn named(endpoint: &Endpoint) -> ZBox<ZendHashTable> {
    static HOST: Name = Name::new("host");
    static ADDRESS: Name = Name::new("address");
    static PORT: Name = Name::new("port");
    let mut table = ZendHashTable::new();
    let host = endpoint.host();
    convert::set(&mut table, &HOST, convert::string(host.as_bytes()));
    convert::set(&mut table, &ADDRESS, convert::string(host.as_bytes()));
    convert::set(&mut table, &PORT, convert::long(endpoint.port().into()));
    table
}

/// `close(): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let object = call.object();
    object::set_property(object, &CONNECTED, convert::boolean(false));
    object::set_property(object, &SOCKET, Zval::null());
    let this = call.this::<Client>();
    this.connected.set(false);
    match this.open_connection() {
        Some(connection) if connection.is_in_use() => {
            this.closing.set(true);
            // Who receives or sends goes on at once, and may connect anew.
            connection.close();
            Err(fail(object, ErrorCode::CO_SOCKET_CLOSE_WAIT))
        }
        open => {
            if let Some(connection) = &open {
                connection.close();
            }
            let had_one = this.connection.take().is_some();
            this.closing.set(false);
            if had_one { Ok(true) } else { Err(fail(object, ErrorCode::CLIENT_NO_CONNECTION)) }
        }
    }
}

/// `exportSocket(): Swoole\Coroutine\Socket|false`
pub fn export_socket(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    connection(call)?;
    Ok(false)
}

/// The connection.
///
/// # Errors
/// There is none.
fn connection(call: &Call) -> Outcome<Rc<Connection>> {
    let connection = call.this::<Client>().open_connection();
    connection.ok_or_else(|| fail(call.object(), ErrorCode::CLIENT_NO_CONNECTION))
}

/// The connection; a socket of its own where datagrams need none.
fn datagrams(call: &Call) -> Outcome<Rc<Connection>> {
    let (this, object) = (call.this::<Client>(), call.object());
    let kind = this.sort.get().kind;
    if !kind.is_datagram() || this.open_connection().is_some() {
        return connection(call);
    }
    runtime::current_id()?;
    let connection = without_peer(&this, kind).map_err(|code| fail(object, code))?;
    Ok(adopt(&this, object, connection))
}

fn without_peer(this: &Client, kind: SocketKind) -> Result<Connection, ErrorCode> {
    let settings = this.settings().map_err(|_| ErrorCode::INVALID_PARAMS)?;
    let times: ClientTimes = settings.times.resolve_over(None, options::client_times());
    let opened = Connection::without_peer(kind, &settings, times, Box::new(Waiter::new()));
    opened.map_err(|error| error.code())
}

/// When a call is over that was given so many seconds: below 0 never, 0 stands for the limit that holds anyway.
fn deadline(seconds: f64, default: Option<std::time::Duration>) -> Option<Instant> {
    let limit = if seconds == 0.0 { default } else { crate::settings::limit(seconds) };
    wait::deadline(limit)
}

/// What a call has come to.
fn done<T>(call: &Call, result: io::Result<T>) -> Outcome<T> {
    waiter::check()?;
    result.map_err(|error| fail(call.object(), ErrorCode::from(&error)))
}

/// Sets `$errCode` and `$errMsg`.
fn fail(object: &ZendObject, code: ErrorCode) -> Exit {
    object::set_property(object, &ERR_CODE, convert::long(code.0.into()));
    object::set_property(object, &ERR_MSG, convert::string(code.sentence().as_bytes()));
    Exit::quiet(code)
}
