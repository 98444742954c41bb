//! `Swoole\Client`: the blocking client.
//!
//! The class converts arguments, words the warnings and keeps the properties; [`crate::client`] connects, sends and receives.
//! A script's `package_length_func` runs while a connection is used, and may call the object: each method holds the connection for itself.

mod state;

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::net::Shutdown;
use std::os::fd::{AsFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::zend_class_entry;
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::client::address::Target;
use crate::client::connection::{ConnectError, Connection, How, READ_MAX, Received};
use crate::client::wait::{self, Blocking};
use crate::client::{encrypting, kept};
use crate::error::ErrorCode;
use crate::log;
use crate::net::address::{Endpoint, SSL_FLAG};
use crate::net::tls::{Carriage, Session, TlsError};
use crate::php::r#async::client as looped;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::Callable;
use crate::php::callback::{self, Held};
use crate::php::convert::{self, Name};
use crate::php::object::{self, Object};
use crate::php::socket_object;
use crate::protocol::ProtocolError;
use crate::settings::Place;

pub use state::{Client, Sort, length_func};

static ERR_CODE: Name = Name::new("errCode");
static SOCK: Name = Name::new("sock");
static REUSE: Name = Name::new("reuse");
static REUSE_COUNT: Name = Name::new("reuseCount");
static TYPE: Name = Name::new("type");
static ID: Name = Name::new("id");
static HOST: Name = Name::new("host");
static PORT: Name = Name::new("port");

/// Seconds for each wait, where the script says nothing.
const DEFAULT_TIMEOUT: f64 = 0.5;

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Client>(class);
}

/// `__construct(int $type, bool $async = SWOOLE_SOCK_SYNC, string $id = '')`
pub fn construct(call: &mut Call) -> Outcome {
    let (number, is_async, id) = call.args::<(i64, Opt<bool>, Opt<&[u8]>)>()?;
    if is_async.or(false) {
        return Err(Exit::php_error("The $async parameter is not supported"));
    }
    begin(call, "Swoole\\Client", number)?;
    if let Some(id) = id.0.filter(|id| !id.is_empty()) {
        object::set_property(call.object(), &ID, convert::string(id));
    }
    Ok(())
}

/// What constructors of all clients do.
///
/// # Errors
/// A `TypeError` for a number that is no type.
pub fn begin(call: &Call, class: &str, number: i64) -> Outcome {
    let sort = Sort::from_number(number).ok_or_else(|| {
        Exit::type_error(format!(
            "{class}::__construct() expects parameter 1 to be client type, unknown type {number} given"
        ))
    })?;
    call.this::<Client>().sort.set(Some(sort));
    object::set_property(call.object(), &TYPE, convert::long(number));
    Ok(())
}

/// `set(array $settings): bool`
pub fn set(call: &mut Call) -> Outcome<bool> {
    let (settings,) = call.args::<(&ZendHashTable,)>()?;
    let this = call.this::<Client>();
    this.wishes.take(Place::Client, settings, call.object())?;
    this.check_framing()?;
    Ok(true)
}

/// `connect(string $host, int $port = 0, float $timeout = 0.5, int $sock_flag = 0): bool`
pub fn connect(call: &mut Call) -> Outcome<bool> {
    let (host, port, timeout, flag) = call.args::<(&[u8], Opt<i64>, Opt<f64>, Opt<i64>)>()?;
    let this = call.this::<Client>();
    let object = call.object();
    let (sort, target) = destination(&this, object, host, port.or(0))?;
    let settings = this.resolve().map_err(|error| {
        fail(object, ErrorCode::PHP_FATAL_ERROR);
        Exit::warn(ErrorCode::PHP_FATAL_ERROR, error.to_string())
    })?;
    let times = settings.times.resolve(timeout.0, DEFAULT_TIMEOUT);
    let framing = this.framing(&settings);
    let key = sort.keep.then(|| (sort.kind, key_of(object, &target, settings.encrypts)));
    let kept = key.as_ref().and_then(|key| kept::take(key, &framing, times));
    this.key.replace(key);
    let connection = match kept {
        Some(connection) => connection,
        None => {
            let how = if flag.or(0) & 1 != 0 { How::Flagged } else { How::Wait };
            let wait = Box::new(Blocking::default());
            let opened = Connection::open(sort.kind, &target, &settings, times, how, wait);
            let made = opened.map_err(|error| refused(object, &target, &error))?;
            made.frame(&framing);
            made
        }
    };
    show(object, &connection);
    if !connection.is_connected() {
        fail(object, ErrorCode(libc::EINPROGRESS));
    }
    this.adopt(connection);
    Ok(true)
}

/// Who is to be connected to, if there may be a connection at all.
///
/// # Errors
/// A warning; there is one already, or host, port or type cannot be.
pub fn destination(
    this: &Client,
    object: Object<'_>,
    host: &[u8],
    port: i64,
) -> Outcome<(Sort, Target)> {
    let fatal = |message: &str| Exit::warn(ErrorCode::PHP_FATAL_ERROR, message);
    if host.is_empty() {
        return Err(fatal("The host is empty"));
    }
    if !this.is_closed() {
        return Err(fatal("connection to the server has already been established"));
    }
    let Some(sort) = this.sort.get() else {
        let code = ErrorCode(libc::ESOCKTNOSUPPORT);
        fail(object, code);
        let message = format!("Client_create() failed, Error: {}[{}]", code.sentence(), code.0);
        return Err(Exit::warn(code, message));
    };
    let port = if sort.kind.is_unix() { 0 } else { port };
    let port = u16::try_from(port)
        .map_err(|_| Exit::warn(ErrorCode::INVALID_PARAMS, "The port is invalid"))?;
    Ok((sort, Target { host: String::from_utf8_lossy(host).into_owned(), port }))
}

/// The key of a kept connection: the script's own, else host and port.
fn key_of(object: Object<'_>, target: &Target, encrypts: bool) -> Vec<u8> {
    let id = object::property(object, &ID);
    let mut key = match convert::as_bytes(&id).filter(|id| !id.is_empty()) {
        Some(id) => id.to_vec(),
        None => format!("{}:{}", target.host, target.port).into_bytes(),
    };
    if encrypts {
        key.extend_from_slice(b"\0TLS");
    }
    key
}

/// What follows a connect that failed. An own address that cannot be had is told by `$errCode` alone.
fn refused(object: Object<'_>, target: &Target, error: &ConnectError) -> Exit {
    let code = error.code();
    fail(object, code);
    match error {
        ConnectError::Bind(code) => return Exit::quiet(*code),
        ConnectError::Proxy(error) => log::notice(format_args!("{}", error.reason)),
        ConnectError::Tls(error) => report(error),
        ConnectError::Failed(_) => {}
    }
    let Target { host, port } = target;
    let reason = code.sentence();
    let message = format!("connect to server[{host}:{port}] failed. Error: {reason}[{}]", code.0);
    Exit::warn(code, message)
}

fn show(object: Object<'_>, connection: &Connection) {
    show_descriptor(object, connection.fd());
    object::set_property(object, &REUSE, convert::boolean(connection.reused > 0));
    object::set_property(object, &REUSE_COUNT, convert::long(connection.reused.into()));
}

/// Sets `$sock`.
pub fn show_descriptor(object: Object<'_>, fd: RawFd) {
    object::set_property(object, &SOCK, convert::long(fd.into()));
}

/// `recv(int $size = 65536, int $flag = 0): string|false`
pub fn recv(call: &mut Call) -> Outcome<Zval> {
    let (size, flag) = call.args::<(Opt<i64>, Opt<i64>)>()?;
    let size = usize::try_from(size.or(0)).ok().filter(|size| *size > 0).unwrap_or(READ_MAX);
    let flag = flag.or(0) as i32;
    if is_looped(call) {
        return looped::recv(call);
    }
    let object = call.object();
    let received = with_connection(call, |connection| {
        (connection.receive(size, flag), connection.ends_by_marker())
    })?;
    match received {
        // The function that tells lengths has thrown, or ended the script.
        _ if !callback::exception().is_null() || callback::pending() != callback::Pending::None => {
            Err(Exit::Pending)
        }
        (Ok(Received::Data(bytes)), _) => text(&bytes),
        (Ok(Received::End), _) => text(b""),
        (Ok(Received::Unframed(error)), by_marker) => unframed(object, error, by_marker),
        (Err(error), _) => Err(failed(object, &error, |code| {
            format!("recv() failed, Error: {}[{}]", code.sentence(), code.0)
        })),
    }
}

fn unframed(object: Object<'_>, error: ProtocolError, by_marker: bool) -> Outcome<Zval> {
    let code = ErrorCode(error.code());
    fail(object, code);
    if by_marker {
        return Err(Exit::warn(code, "no package eof"));
    }
    if !matches!(error, ProtocolError::Refused { .. }) {
        log::warning_with(code, format_args!("{error}"));
    }
    text(b"")
}

/// `send(string $data, int $flag = 0): int|false`
pub fn send(call: &mut Call) -> Outcome<i64> {
    let (data, flag) = call.args::<(&[u8], Opt<i64>)>()?;
    not_empty(data)?;
    if is_looped(call) {
        return looped::send(call, data);
    }
    let flag = flag.or(0) as i32;
    let (sent, fd) =
        with_connection(call, |connection| (connection.send(data, flag), connection.fd()))?;
    let sent = sent.map_err(|error| {
        failed(call.object(), &error, |code| {
            let length = data.len();
            let reason = code.sentence();
            format!("failed to send({fd}) {length} bytes, Error: {reason}[{}]", code.0)
        })
    })?;
    Ok(sent as i64)
}

fn not_empty(data: &[u8]) -> Outcome {
    if data.is_empty() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "data to send is empty"));
    }
    Ok(())
}

/// `sendfile(string $filename, int $offset = 0, int $length = 0): bool`
pub fn sendfile(call: &mut Call) -> Outcome<bool> {
    let (name, offset, length) = call.args::<(&[u8], Opt<i64>, Opt<i64>)>()?;
    let object = call.object();
    if name.is_empty() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "file to send is empty"));
    }
    let this = call.this::<Client>();
    if this.sort.get().is_some_and(|sort| sort.kind.is_datagram()) {
        return Err(Exit::warn(ErrorCode::PHP_RUNTIME_NOTICE, "dgram socket cannot use sendfile"));
    }
    if !is_looped(call) {
        with_connection(call, |_| ())?;
    }
    let cannot = |code: ErrorCode| {
        fail(object, code);
        let reason = code.sentence();
        Exit::warn(code, format!("sendfile() failed. Error: {reason} [{}]", code.0))
    };
    let (file, offset, length) = open_part(name, offset.or(0), length.or(0)).map_err(cannot)?;
    if is_looped(call) {
        return looped::sendfile(call, (file, offset, length));
    }
    let sent = with_connection(call, |connection| connection.send_file(file, offset, length))?;
    sent.map(|()| true).map_err(|error| cannot(ErrorCode::from(&error)))
}

/// The file, and the part of it that is meant: what PHP calls `offset` and `length`.
///
/// # Errors
/// It cannot be opened, is no regular file, or has no such part.
pub fn open_part(name: &[u8], offset: i64, length: i64) -> Result<(File, u64, u64), ErrorCode> {
    let code = |error: io::Error| ErrorCode::from(&error);
    // A pipe that nobody writes to is not waited for.
    let file = File::options()
        .read(true)
        .custom_flags(libc::O_NONBLOCK)
        .open(OsStr::from_bytes(name))
        .map_err(code)?;
    let found = file.metadata().map_err(code)?;
    if !found.is_file() {
        return Err(ErrorCode::SERVER_IS_NOT_REGULAR_FILE);
    }
    let offset = u64::try_from(offset).map_err(|_| ErrorCode::INVALID_PARAMS)?;
    let length = u64::try_from(length).map_err(|_| ErrorCode::INVALID_PARAMS)?;
    let rest = found.len().checked_sub(offset).filter(|rest| *rest > 0);
    let rest = rest.ok_or(ErrorCode::INVALID_PARAMS)?;
    match length {
        0 => Ok((file, offset, rest)),
        _ if length <= rest => Ok((file, offset, length)),
        _ => Err(ErrorCode::INVALID_PARAMS),
    }
}

/// `sendto(string $ip, int $port, string $data): bool`
pub fn sendto(call: &mut Call) -> Outcome<bool> {
    let (host, port, data) = call.args::<(&[u8], i64, &[u8])>()?;
    not_empty(data)?;
    let this = call.this::<Client>();
    let object = call.object();
    let Some(sort) = this.sort.get().filter(|sort| sort.kind.is_datagram()) else {
        let code = ErrorCode::OPERATION_NOT_SUPPORT;
        fail(object, code);
        log::warning_with(
            code,
            format_args!("sendto() needs a client of SWOOLE_SOCK_UDP, UDP6 or UNIX_DGRAM"),
        );
        return Err(Exit::quiet(code));
    };
    let host = String::from_utf8_lossy(host);
    if is_looped(call) {
        return looped::sendto(call, &host, port, data);
    }
    if this.is_closed() {
        let settings = this
            .resolve()
            .map_err(|error| Exit::warn(ErrorCode::PHP_FATAL_ERROR, error.to_string()))?;
        let times = settings.times.resolve(None, DEFAULT_TIMEOUT);
        let wait = Box::new(Blocking::default());
        let opened = Connection::without_peer(sort.kind, &settings, times, wait);
        let connection = opened.map_err(|error| {
            fail(object, error.code());
            Exit::quiet(error.code())
        })?;
        show(object, &connection);
        this.adopt(connection);
    }
    let sent = with_connection(call, |connection| connection.send_to(&host, port, data))?;
    sent.map(|()| true).map_err(|code| {
        fail(object, code);
        Exit::quiet(code)
    })
}

/// `shutdown(int $how): bool`
pub fn shutdown(call: &mut Call) -> Outcome<bool> {
    let (how,) = call.args::<(i64,)>()?;
    let how = match how {
        0 => Ok(Shutdown::Read),
        1 => Ok(Shutdown::Write),
        2 => Ok(Shutdown::Both),
        _ => Err(io::Error::from_raw_os_error(libc::EINVAL)),
    };
    let done = if is_looped(call) {
        how.map(|how| looped::shutdown(call, how)).unwrap_or_else(|error| Ok(Err(error)))?
    } else {
        with_connection(call, |connection| how.and_then(|how| connection.shutdown(how)))?
    };
    done.map(|()| true).map_err(|error| quietly(call.object(), &error))
}

/// `enableSSL(?callable $onSslReady = null): bool`
pub fn enable_ssl(call: &mut Call) -> Outcome<bool> {
    call.args::<(Opt<Option<Callable>>,)>()?;
    let (this, object) = (call.this::<Client>(), call.object());
    let connection = this.connection().filter(|connection| connection.is_connected());
    let connection = connection.ok_or_else(|| not_connected(object))?;
    if connection.tls().is_some() {
        return Err(Exit::warn(ErrorCode::WRONG_OPERATION, "SSL has been enabled"));
    }
    let settings = this.resolve().map_err(|error| {
        fail(object, ErrorCode::PHP_FATAL_ERROR);
        Exit::warn(ErrorCode::PHP_FATAL_ERROR, error.to_string())
    })?;
    let deadline = wait::deadline(connection.times().connect);
    let context = encrypting::context(Carriage::of(connection.kind()), &settings.tls, None, &[]);
    let done = context.and_then(|context| connection.encrypt(&context, deadline));
    done.map(|()| true).map_err(|error| unencrypted(object, &error))
}

/// `getPeerCert(): string|bool`
pub fn get_peer_cert(call: &mut Call) -> Outcome<Zval> {
    call.args::<()>()?;
    let certificate = with_session(call, Session::peer_certificate)?;
    match certificate {
        Some(pem) => text(&pem),
        None => Err(Exit::quiet(ErrorCode::SSL_EMPTY_PEER_CERTIFICATE)),
    }
}

/// `verifyPeerCert(): bool`
pub fn verify_peer_cert(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let allows = call.this::<Client>().wishes.asked.borrow().flag("ssl_allow_self_signed");
    let verified = with_session(call, |session| session.verify_peer(allows))?;
    verified.map(|()| true).map_err(|error| unencrypted(call.object(), &error))
}

/// Does `work` with the encryption of the connection.
fn with_session<R>(call: &Call, work: impl FnOnce(&Session) -> R) -> Outcome<R> {
    let done = if is_looped(call) {
        looped::with_session(call, work)?
    } else {
        with_connection(call, |connection| connection.tls().map(work))?
    };
    done.ok_or_else(|| Exit::warn(ErrorCode::SSL_NOT_READY, "SSL is not ready"))
}

/// What follows where there is no encryption, or none that can be trusted.
pub fn unencrypted(object: Object<'_>, error: &TlsError) -> Exit {
    fail(object, error.code());
    report(error);
    Exit::quiet(error.code())
}

/// Logs why there is no encryption.
pub fn report(error: &TlsError) {
    match error {
        TlsError::Socket(_) => {}
        TlsError::Untrusted { number, reason } => log::write_with(
            log::Level::Notice,
            "Socket::ssl_verify",
            error.code(),
            format_args!("can not verify peer with error#{number}: {reason}"),
        ),
        error => log::warning_with(error.code(), format_args!("{error}")),
    }
}

/// `isConnected(): bool`
pub fn is_connected(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(call.this::<Client>().connection().is_some_and(|connection| connection.is_connected()))
}

/// `getsockname(): array|false`
pub fn getsockname(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let local = if is_looped(call) {
        looped::local(call)?
    } else {
        with_connection(call, |connection| connection.local())?
    };
    local.map(|local| named(&local)).map_err(|error| quietly(call.object(), &error))
}

/// `getpeername(): array|false`
pub fn getpeername(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let peer = if is_looped(call) {
        looped::peer(call)?
    } else {
        with_connection(call, |connection| connection.peer())?
    };
    match peer {
        Ok(Some(peer)) => Ok(named(&peer)),
        // Nobody has sent anything yet.
        Ok(None) => Ok(pair(0, nowhere(call.this::<Client>().sort.get()))),
        Err(error) => Err(quietly(call.object(), &error)),
    }
}

fn nowhere(sort: Option<Sort>) -> &'static str {
    match sort.map(|sort| sort.kind) {
        Some(kind) if kind.is_unix() => "",
        Some(kind) if kind.is_ipv6() => "::",
        _ => "0.0.0.0",
    }
}

/// An endpoint as scripts see it.
pub fn named(endpoint: &Endpoint) -> ZBox<ZendHashTable> {
    pair(endpoint.port(), &endpoint.host())
}

fn pair(port: u16, host: &str) -> ZBox<ZendHashTable> {
    let mut table = ZendHashTable::new();
    convert::set(&mut table, &PORT, convert::long(port.into()));
    convert::set(&mut table, &HOST, convert::string(host.as_bytes()));
    table
}

/// `close(bool $force = false): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    let (force,) = call.args::<(Opt<bool>,)>()?;
    if call.this::<Client>().close(force.or(false)) {
        return Ok(true);
    }
    Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "client is not connected to the server"))
}

/// `getSocket(): Socket|false`
pub fn get_socket(call: &mut Call) -> Outcome<Held> {
    call.args::<()>()?;
    let this = call.this::<Client>();
    if let Some(made) = this.socket_object() {
        return Ok(made);
    }
    let made = if is_looped(call) {
        looped::socket_object(call)?
    } else {
        with_connection(call, |connection| {
            socket_object::of(connection.socket().as_fd(), connection.kind(), true)
        })??
    };
    this.keep_socket_object(&made);
    Ok(made)
}

/// Whether the object is one of the event loop.
fn is_looped(call: &Call) -> bool {
    call.this::<Client>().looped.get().is_some()
}

/// Does `work` with the connection.
///
/// # Errors
/// There is none: a warning, and `$errCode` is set.
fn with_connection<R>(call: &Call, work: impl FnOnce(&Connection) -> R) -> Outcome<R> {
    let connection = call.this::<Client>().connection();
    let connection = connection.filter(|connection| connection.is_connected());
    connection.map(|connection| work(&connection)).ok_or_else(|| not_connected(call.object()))
}

/// What follows where a connection is needed and there is none.
pub fn not_connected(object: Object<'_>) -> Exit {
    fail(object, ErrorCode::CLIENT_NO_CONNECTION);
    Exit::warn(ErrorCode::PHP_RUNTIME_NOTICE, "client is not connected to server")
}

/// Sets `$errCode`.
pub fn fail(object: Object<'_>, code: ErrorCode) {
    object::set_property(object, &ERR_CODE, convert::long(code.0.into()));
}

fn failed(object: Object<'_>, error: &io::Error, message: impl Fn(ErrorCode) -> String) -> Exit {
    let code = ErrorCode::from(error);
    fail(object, code);
    Exit::warn(code, message(code))
}

fn quietly(object: Object<'_>, error: &io::Error) -> Exit {
    let code = ErrorCode::from(error);
    fail(object, code);
    Exit::quiet(code)
}

/// Bytes as a PHP string, where a full memory jumps over nothing.
pub fn text(bytes: &[u8]) -> Outcome<Zval> {
    let made = callback::build(|| [convert::string(bytes)]);
    made.map(|[value]| value).ok_or(Exit::Pending)
}

/// Whether the number has the flag for TLS.
const fn has_ssl(number: i64) -> bool {
    number & SSL_FLAG != 0
}
