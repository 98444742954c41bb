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
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::client::address::Target;
use crate::client::encrypting;
use crate::client::wait;
use crate::client::waiting_socket::NoPackage;
use crate::error::ErrorCode;
use crate::log;
use crate::net::address::{Endpoint, SocketKind};
use crate::net::tls::{Carriage, Session, TlsError};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt, Ref};
use crate::php::callback::Held;
use crate::php::client::{self, Sort, length_func, text};
use crate::php::convert::{self, Name};
use crate::php::coroutine::link::Link;
use crate::php::coroutine::socket::Open;
use crate::php::coroutine::{options, runtime, waiter};
use crate::php::object::{self, Gc, Handlers, Native, Object};
use crate::php::server::settings::Wishes;
use crate::protocol::Framing;
use crate::settings::{self, ClientSettings, Place, SettingError};

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
    link: RefCell<Option<Link>>,
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
            link: RefCell::default(),
            connected: Cell::default(),
            closing: Cell::default(),
        }
    }

    fn gc(&self, gc: &mut Gc) {
        for callable in self.wishes.callables.borrow().values() {
            callable.gc(gc);
        }
        if let Some(link) = &*self.link.borrow() {
            link.gc(gc);
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Some(link) = self.link.take() {
            link.abandon();
        }
    }
}

impl Client {
    fn settings(&self) -> Result<ClientSettings, SettingError> {
        let mut settings = ClientSettings::resolve(&self.wishes.asked.borrow())?;
        settings.encrypts |= self.sort.get().ssl;
        Ok(settings)
    }

    /// The socket, unless there is none or it was closed.
    fn socket(&self) -> Option<Rc<Open>> {
        let link = self.link.borrow();
        let open = link.as_ref().filter(|link| !self.closing.get() && link.is_open());
        open.map(|link| Rc::clone(link.socket()))
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
    if let Some(socket) = this.socket() {
        socket.set_times(resolved.times.resolve_over(None, options::client_times()));
        frame(&this, &socket, &resolved);
    }
    Ok(true)
}

/// `connect(string $host, int $port = 0, float $timeout = 0, int $sock_flag = 0): bool`
pub fn connect(call: &mut Call) -> Outcome<bool> {
    let (host, port, timeout, _) = call.args::<(&[u8], Opt<i64>, Opt<f64>, Opt<i64>)>()?;
    runtime::current_id()?;
    let (this, object) = (call.this::<Client>(), call.object());
    if this.socket().is_some() {
        return Err(fail(object, ErrorCode(libc::EISCONN)));
    }
    let fatal = |message: &str| Exit::warn(ErrorCode::PHP_FATAL_ERROR, message);
    let sort = this.sort.get();
    if host.is_empty() {
        return Err(fatal("The host is empty"));
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
    let opened = Link::open(sort.kind, &target, &settings, times)?;
    let link = opened.map_err(|error| fail(object, error.code()))?;
    if this.socket().is_some() {
        // Another coroutine was faster.
        return Err(fail(object, ErrorCode(libc::EISCONN)));
    }
    frame(&this, link.socket(), &settings);
    adopt(&this, object, link);
    this.connected.set(true);
    object::set_property(object, &CONNECTED, convert::boolean(true));
    Ok(true)
}

/// Cuts the stream as the settings ask, but for a package that is being received.
fn frame(this: &Client, socket: &Open, settings: &ClientSettings) {
    if (this.sort.get().kind.is_stream() || settings.encrypts) && !socket.is_in_use() {
        let func = this.wishes.callable("package_length_func");
        let framing = Framing::new(&settings.framing, func.map(|it| length_func(&it)));
        let _ = socket.frame(&framing);
    }
}

fn adopt(this: &Client, object: Object<'_>, link: Link) -> Rc<Open> {
    let socket = Rc::clone(link.socket());
    object::set_property(object, &FD, convert::long(socket.fd().into()));
    object::set_property(object, &SOCKET, link.object().shallow_clone());
    let old = this.link.replace(Some(link));
    drop(old);
    this.closing.set(false);
    socket
}

/// `recv(float $timeout = 0): string|false`
pub fn recv(call: &mut Call) -> Outcome<Zval> {
    let (timeout,) = call.args::<(Opt<f64>,)>()?;
    let socket = socket(call)?;
    let received = socket.receive_package(deadline(timeout.or(0.0), socket.times().read));
    waiter::check()?;
    match received {
        Ok(bytes) => text(&bytes),
        Err(NoPackage::Failed(error)) => Err(fail(call.object(), ErrorCode::from(&error))),
        Err(NoPackage::Unframed(error)) => {
            let code = ErrorCode(error.code());
            log::warning_with(code, format_args!("{error}"));
            Err(fail(call.object(), code))
        }
    }
}

/// `peek(int $length = 65535): string|false`
pub fn peek(call: &mut Call) -> Outcome<Zval> {
    let (length,) = call.args::<(Opt<i64>,)>()?;
    let socket = socket(call)?;
    let length = length.or(PEEK_LENGTH);
    let Some(length) = usize::try_from(length).ok().filter(|length| *length > 0) else {
        let message = "length must be greater than 0";
        return Err(Exit::warn(ErrorCode::INVALID_PARAMS, message));
    };
    text(&done(call, socket.peek(length))?)
}

/// `send(string $data, float $timeout = 0): int|false`
pub fn send(call: &mut Call) -> Outcome<i64> {
    let (data, timeout) = call.args::<(&[u8], Opt<f64>)>()?;
    if data.is_empty() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "data to send is empty"));
    }
    let socket = socket(call)?;
    let sent = socket.send_all(data, deadline(timeout.or(0.0), socket.times().write));
    done(call, sent.map_err(|partly| partly.error)).map(|count| count as i64)
}

/// `sendfile(string $filename, int $offset = 0, int $length = 0): bool`
pub fn sendfile(call: &mut Call) -> Outcome<bool> {
    let (name, offset, length) = call.args::<(&[u8], Opt<i64>, Opt<i64>)>()?;
    if name.is_empty() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "file to send is empty"));
    }
    let socket = socket(call)?;
    if call.this::<Client>().sort.get().kind.is_datagram() {
        return Err(fail(call.object(), ErrorCode::OPERATION_NOT_SUPPORT));
    }
    let (file, offset, length) = client::open_part(name, offset.or(0), length.or(0))
        .map_err(|code| fail(call.object(), code))?;
    let deadline = wait::deadline(socket.times().write);
    done(call, socket.send_file(file, offset, length, deadline)).map(|()| true)
}

/// `sendto(string $address, int $port, string $data): bool`
pub fn sendto(call: &mut Call) -> Outcome<bool> {
    let (host, port, data) = call.args::<(&[u8], i64, &[u8])>()?;
    if data.is_empty() {
        return Ok(false);
    }
    let socket = datagrams(call)?;
    if !call.this::<Client>().sort.get().kind.is_datagram() {
        return Err(fail(call.object(), ErrorCode(libc::EPROTONOSUPPORT)));
    }
    let deadline = wait::deadline(socket.times().write);
    let sent = socket.send_to(data, &String::from_utf8_lossy(host), port, deadline);
    waiter::check()?;
    sent.map(|_| true).map_err(|code| fail(call.object(), code))
}

/// `recvfrom(int $length, mixed &$address, mixed &$port = 0): string|false`
pub fn recvfrom(call: &mut Call) -> Outcome<Zval> {
    let (length, address, port) = call.args::<(i64, Ref, Opt<Ref>)>()?;
    let Some(length) = usize::try_from(length).ok().filter(|length| *length > 0) else {
        return Ok(convert::boolean(false));
    };
    let socket = datagrams(call)?;
    let deadline = wait::deadline(socket.times().read);
    let received = if call.this::<Client>().sort.get().kind.is_datagram() {
        socket.receive_from(length, deadline)
    } else {
        socket.peer().and_then(|peer| Ok((socket.receive(length, deadline)?, peer)))
    };
    let (bytes, sender) = done(call, received)?;
    put(address, convert::string(sender.host().as_bytes()));
    if let Some(port) = port.0 {
        put(port, convert::long(sender.port().into()));
    }
    text(&bytes)
}

fn put(variable: Ref<'_>, value: Zval) {
    drop(Held::new(std::mem::replace(variable.0, value)));
}

/// `enableSSL(): bool`
pub fn enable_ssl(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let (socket, object) = (socket(call)?, call.object());
    let settings = call.this::<Client>().settings().map_err(|error| {
        fail(object, ErrorCode::INVALID_PARAMS);
        Exit::warn(ErrorCode::INVALID_PARAMS, error.to_string())
    })?;
    let deadline = wait::deadline(socket.times().connect);
    let carriage = Carriage::of(call.this::<Client>().sort.get().kind);
    let context = encrypting::context(carriage, &settings.tls, None, &[]);
    let done = context.and_then(|context| socket.encrypt(&context, deadline));
    waiter::check()?;
    done.map(|()| true).map_err(|error| unencrypted(object, &error))
}

/// `getPeerCert(): string|false`
pub fn get_peer_cert(call: &mut Call) -> Outcome<Zval> {
    call.args::<()>()?;
    let not_ready = || fail(call.object(), ErrorCode::SSL_NOT_READY);
    let socket = socket(call)?;
    text(&socket.tls().and_then(Session::peer_certificate).ok_or_else(not_ready)?)
}

/// `verifyPeerCert(bool $allow_self_signed = false): bool`
pub fn verify_peer_cert(call: &mut Call) -> Outcome<bool> {
    let (allows_self_signed,) = call.args::<(Opt<bool>,)>()?;
    let not_ready = || fail(call.object(), ErrorCode::SSL_NOT_READY);
    let socket = socket(call)?;
    let session = socket.tls().ok_or_else(not_ready)?;
    let verified = session.verify_peer(allows_self_signed.or(false));
    verified.map(|()| true).map_err(|error| unencrypted(call.object(), &error))
}

fn unencrypted(object: Object<'_>, error: &TlsError) -> Exit {
    client::report(error);
    fail(object, error.code())
}

/// `isConnected(): bool`
pub fn is_connected(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let this = call.this::<Client>();
    Ok(this.connected.get() && this.socket().is_some())
}

/// `getsockname(): array|false`
pub fn getsockname(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    done(call, socket(call)?.local()).map(|local| named(&local))
}

/// `getpeername(): array|false`
pub fn getpeername(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    done(call, socket(call)?.peer()).map(|peer| named(&peer))
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
    let (this, object) = (call.this::<Client>(), call.object());
    show_closed(&this, object);
    let open = this.socket();
    if open.is_some_and(|socket| socket.is_in_use()) {
        this.closing.set(true);
        // Who receives or sends goes on at once, and may connect anew.
        let handle = this.link.borrow().as_ref().map(Link::handle);
        handle.inspect(|handle| handle.shut());
        return Err(fail(object, ErrorCode::CO_SOCKET_CLOSE_WAIT));
    }
    let link = this.link.take();
    let had_one = link
        .is_some_and(|link| this.closing.get() || link.is_open().then(|| link.close()).is_some());
    this.closing.set(false);
    if had_one { Ok(true) } else { Err(fail(object, ErrorCode::CLIENT_NO_CONNECTION)) }
}

fn show_closed(this: &Client, object: Object<'_>) {
    this.connected.set(false);
    object::set_property(object, &CONNECTED, convert::boolean(false));
    object::set_property(object, &SOCKET, Zval::null());
}

/// `exportSocket(): Swoole\Coroutine\Socket|false`
pub fn export_socket(call: &mut Call) -> Outcome<Held> {
    call.args::<()>()?;
    socket(call)?;
    let this = call.this::<Client>();
    let object = this.link.borrow().as_ref().map(|link| Held::copy_of(link.object()));
    object.ok_or_else(|| fail(call.object(), ErrorCode::CLIENT_NO_CONNECTION))
}

/// The socket.
///
/// # Errors
/// There is none. One that the script has closed by its object is forgotten.
fn socket(call: &Call) -> Outcome<Rc<Open>> {
    let (this, object) = (call.this::<Client>(), call.object());
    this.socket().ok_or_else(|| {
        if !this.closing.get() {
            let gone = this.link.take();
            drop(gone);
            show_closed(&this, object);
        }
        fail(object, ErrorCode::CLIENT_NO_CONNECTION)
    })
}

/// The socket; one of its own where datagrams need no connection.
fn datagrams(call: &Call) -> Outcome<Rc<Open>> {
    let (this, object) = (call.this::<Client>(), call.object());
    let kind = this.sort.get().kind;
    if !kind.is_datagram() || this.socket().is_some() {
        return socket(call);
    }
    runtime::current_id()?;
    let settings = this.settings().map_err(|_| fail(object, ErrorCode::INVALID_PARAMS))?;
    let times = settings.times.resolve_over(None, options::client_times());
    let opened = Link::without_peer(kind, &settings, times)?;
    let link = opened.map_err(|error| fail(object, error.code()))?;
    Ok(adopt(&this, object, link))
}

/// When a call is over that was given so many seconds: below 0 never, 0 stands for the limit that holds anyway.
fn deadline(seconds: f64, default: Option<std::time::Duration>) -> Option<Instant> {
    let limit = if seconds == 0.0 { default } else { settings::limit(seconds) };
    wait::deadline(limit)
}

/// What a call has come to.
fn done<T>(call: &Call, result: io::Result<T>) -> Outcome<T> {
    waiter::check()?;
    result.map_err(|error| fail(call.object(), ErrorCode::from(&error)))
}

/// Sets `$errCode` and `$errMsg`.
fn fail(object: Object<'_>, code: ErrorCode) -> Exit {
    object::set_property(object, &ERR_CODE, convert::long(code.0.into()));
    object::set_property(object, &ERR_MSG, convert::string(code.sentence().as_bytes()));
    Exit::quiet(code)
}
