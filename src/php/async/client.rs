//! `Swoole\Async\Client`: the client of the event loop.
//!
//! The object's state is that of its parent class, with a [`Looped`] in it. Methods that both classes have are the parent's, which asks here where
//! the object is one of ours. The object lives as long as it is connected: the reactor holds it by [`OfObject`].

use std::cell::RefCell;
use std::fmt::{self, Display, Formatter};
use std::os::fd::{AsFd, AsRawFd};
use std::rc::Rc;

use bytes::Bytes;
use ext_php_rs::types::Zval;

use crate::client::encrypting;
use crate::client::looped::{Events, LoopedClient, Plan};
use crate::error::ErrorCode;
use crate::net::address::Endpoint;
use crate::net::tls::{Carriage, Session};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::{self, Callable};
use crate::php::callback::{self, Held};
use crate::php::client::{self, Client};
use crate::php::convert;
use crate::php::coroutine::runtime;
use crate::php::looping::{self, EventLoop};
use crate::php::object::{self, Gc, Object};
use crate::php::socket_object;
use crate::{last_error, log};

/// Seconds for connecting, where the script says nothing.
const DEFAULT_TIMEOUT: f64 = 0.5;

/// The events, in the order in which connect() asks for their callbacks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    Receive,
    Connect,
    Error,
    Close,
    BufferFull,
    BufferEmpty,
    SslReady,
}

/// The callback of an event as messages name it.
struct Handler(Event);

impl Display for Handler {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, r"Swoole\Async\Client->on{}", Event::ALL[self.0 as usize].1)
    }
}

impl Event {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Receive, "Receive"),
        (Self::Connect, "Connect"),
        (Self::Error, "Error"),
        (Self::Close, "Close"),
        (Self::BufferFull, "BufferFull"),
        (Self::BufferEmpty, "BufferEmpty"),
        (Self::SslReady, "SSLReady"),
    ];

    fn named(name: &[u8]) -> Option<Self> {
        let is = |(_, known): &&(Self, &str)| known.as_bytes().eq_ignore_ascii_case(name);
        Self::ALL.iter().find(is).map(|(event, _)| *event)
    }
}

/// What a client of the event loop has besides.
#[derive(Default)]
pub struct Looped {
    /// The connection.
    client: Rc<LoopedClient>,
    callbacks: RefCell<[Option<Rc<Callable>>; Event::ALL.len()]>,
}

impl Looped {
    /// Tells the cycle collector what callbacks there are.
    pub fn gc(&self, gc: &mut Gc) {
        for callable in self.callbacks.borrow().iter().flatten() {
            callable.gc(gc);
        }
    }

    /// For the end of the object, whose connection has ended before, or whose reactor is gone.
    pub fn forget(&self) {
        self.client.forget();
    }
}

/// Whom the events of a client are told to: its object.
struct OfObject(Held);

impl OfObject {
    fn events(object: Object<'_>) -> Rc<dyn Events> {
        Rc::new(Self(Held::new(convert::object(object))))
    }

    fn object(&self) -> Option<Object<'_>> {
        object::of(&self.0)
    }

    fn call(&self, event: Event, argument: Option<Bytes>) {
        let Some(state) = self.object().map(object::state::<Client>) else { return };
        let Some(looped) = state.looped.get() else { return };
        let callable = looped.callbacks.borrow()[event as usize].clone();
        let (Some(callable), Some(current)) = (callable, looping::current_if_any()) else { return };
        let handler = Handler(event);
        let called = match argument {
            None => runtime::call_event(&handler, &callable, &mut [self.0.shallow_clone()]),
            Some(bytes) => {
                let Some([text]) = callback::build(|| [convert::string(&bytes)]) else { return };
                drop(bytes);
                runtime::call_event(&handler, &callable, &mut [self.0.shallow_clone(), text])
            }
        };
        looping::after(&current.reactor, called);
    }

    fn note(&self, code: ErrorCode) {
        if let Some(object) = self.object().filter(|_| code != ErrorCode::NONE) {
            last_error::set(code);
            client::fail(object, code);
        }
    }
}

impl Events for OfObject {
    fn connected(&self) {
        self.call(Event::Connect, None);
    }

    fn failed(&self, code: ErrorCode, reason: &str) {
        if !reason.is_empty() {
            log::notice(format_args!("{reason}"));
        }
        self.note(code);
        self.call(Event::Error, None);
    }

    fn encrypted(&self) {
        self.call(Event::SslReady, None);
    }

    fn received(&self, package: Bytes) {
        self.call(Event::Receive, Some(package));
    }

    fn closed(&self, code: ErrorCode) {
        self.note(code);
        if let Some(object) = self.object() {
            object::state::<Client>(object).drop_socket_object();
        }
        self.call(Event::Close, None);
    }

    fn buffer_full(&self) {
        self.call(Event::BufferFull, None);
    }

    fn buffer_empty(&self) {
        self.call(Event::BufferEmpty, None);
    }
}

/// `__construct(int $type)`
pub fn construct(call: &mut Call) -> Outcome {
    let (number,) = call.args::<(i64,)>()?;
    client::begin(call, "Swoole\\Async\\Client", number)?;
    // A second call finds the first one's.
    let _ = call.this::<Client>().looped.set(Looped::default());
    Ok(())
}

/// `on(string $host, callable $callback): bool`
pub fn on(call: &mut Call) -> Outcome<bool> {
    let (name, value) = call.args::<(&[u8], &Zval)>()?;
    let fatal = |message: String| Exit::warn(ErrorCode::PHP_FATAL_ERROR, message);
    let Some(event) = Event::named(name) else {
        let name = String::from_utf8_lossy(name);
        return Err(fatal(format!("Unknown event callback type name '{name}'")));
    };
    let callable = Callable::resolve(value)
        .map_err(|_| fatal(format!("function '{}' is not callable", callable::name_of(value))))?;
    let state = call.this::<Client>();
    let looped = of(&state, call.object())?;
    let old = looped.callbacks.borrow_mut()[event as usize].replace(Rc::new(callable));
    drop(old);
    Ok(true)
}

/// `connect(string $host, int $port = 0, float $timeout = 0.5, int $sock_flag = 0): bool`
pub fn connect(call: &mut Call) -> Outcome<bool> {
    let (host, port, timeout, flag) = call.args::<(&[u8], Opt<i64>, Opt<f64>, Opt<i64>)>()?;
    let (state, object) = (call.this::<Client>(), call.object());
    let port = port.or(0);
    let Some(looped) = state.looped.get() else {
        client::fail(object, ErrorCode::CLIENT_NO_CONNECTION);
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "async client is not initialized"));
    };
    if !looped.client.is_closed() {
        let message = "connection to the server has already been established";
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, message));
    }
    let (sort, target) = client::destination(&state, object, host, port)?;
    if sort.ssl && sort.kind.is_datagram() {
        client::fail(object, ErrorCode::OPERATION_NOT_SUPPORT);
        let message = "clients of the event loop do not speak DTLS";
        return Err(Exit::warn(ErrorCode::OPERATION_NOT_SUPPORT, message));
    }
    if !sort.kind.is_unix() && port == 0 {
        return Err(Exit::warn(ErrorCode::INVALID_PARAMS, "The port is invalid"));
    }
    let needed = if sort.kind.is_datagram() { 1 } else { 4 };
    let missing =
        |(event, _): &&(Event, &str)| looped.callbacks.borrow()[*event as usize].is_none();
    if let Some((_, name)) = Event::ALL[..needed].iter().find(missing) {
        let message = format!("no 'on{name}' callback function");
        return Err(Exit::throw(ErrorCode::INVALID_PARAMS, message));
    }
    let settings = state.resolve().map_err(|error| {
        client::fail(object, ErrorCode::PHP_FATAL_ERROR);
        Exit::warn(ErrorCode::PHP_FATAL_ERROR, error.to_string())
    })?;
    let plan = Plan {
        kind: sort.kind,
        target: &target,
        times: settings.times.resolve(timeout.0, DEFAULT_TIMEOUT),
        connects_datagrams: flag.or(0) & 1 != 0,
        framing: &state.framing(&settings),
        settings: &settings,
    };
    let current = looping::current()?;
    let events = OfObject::events(object);
    match looped.client.connect(&current.reactor, &events, &plan) {
        Ok(()) => {
            let fd = looped.client.with_socket(AsRawFd::as_raw_fd).unwrap_or(-1);
            client::show_descriptor(object, fd);
            Ok(true)
        }
        Err(code @ ErrorCode::DNSLOOKUP_RESOLVE_FAILED) => {
            current.reactor.defer(move |_| events.failed(code, ""));
            Ok(true)
        }
        Err(code) => {
            events.failed(code, "");
            let reason = code.sentence();
            let (host, port) = (&target.host, target.port);
            let message =
                format!("connect to server[{host}:{port}] failed, Error: {reason}[{}]", code.0);
            Err(Exit::warn(code, message))
        }
    }
}

/// `sleep(): bool`, `pause(): bool`
pub fn sleep(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    connected(call, |looped, current, events| looped.client.sleep(&current.reactor, events))
}

/// `wakeup(): bool`, `resume(): bool`
pub fn wakeup(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    connected(call, |looped, current, events| looped.client.wake_up(&current.reactor, events))
}

/// `enableSSL(?callable $onSslReady = null): bool`
pub fn enable_ssl(call: &mut Call) -> Outcome<bool> {
    let (callable,) = call.args::<(Opt<Option<Callable>>,)>()?;
    let Some(callable) = callable.flat() else {
        return Err(Exit::throw(ErrorCode::INVALID_PARAMS, "require `onSslReady` callback"));
    };
    let (state, object) = (call.this::<Client>(), call.object());
    let encrypted = connected(call, |looped, current, events| {
        if looped.client.with_session(|_| ()).is_some() {
            return Err(Exit::warn(ErrorCode::WRONG_OPERATION, "SSL has been enabled"));
        }
        let settings = state
            .resolve()
            .map_err(|error| Exit::warn(ErrorCode::PHP_FATAL_ERROR, error.to_string()))?;
        let context = encrypting::context(Carriage::Stream, &settings.tls, None, &[])
            .map_err(|error| client::unencrypted(object, &error))?;
        let old =
            looped.callbacks.borrow_mut()[Event::SslReady as usize].replace(Rc::new(callable));
        Ok((old, looped.client.encrypt(&current.reactor, events, &context)))
    })?;
    let (old, begun) = encrypted?;
    drop(old);
    begun.map(|()| true).map_err(|code| {
        client::fail(object, code);
        Exit::quiet(code)
    })
}

/// `isConnected(): bool`
pub fn is_connected(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let state = call.this::<Client>();
    Ok(state.looped.get().is_some_and(|looped| looped.client.is_connected()))
}

/// `close(bool $force = false): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    let (force,) = call.args::<(Opt<bool>,)>()?;
    let state = call.this::<Client>();
    if let Some(looped) = state.looped.get().filter(|looped| !looped.client.is_closed()) {
        let current = looping::current()?;
        let events = OfObject::events(call.object());
        return Ok(looped.client.close(&current.reactor, &events, force.or(false)));
    }
    Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "client is not connected to the server"))
}

/// `Swoole\Client::send()` of such a client.
pub fn send(call: &Call, data: &[u8]) -> Outcome<i64> {
    let sent = connected(call, |looped, current, events| {
        looped.client.send(&current.reactor, events, data)
    })?;
    sent.map(|sent| sent as i64).map_err(|code| {
        client::fail(call.object(), code);
        Exit::quiet(code)
    })
}

/// `Swoole\Client::sendto()` of such a client.
pub fn sendto(call: &Call, host: &str, port: i64, data: &[u8]) -> Outcome<bool> {
    let sent = connected(call, |looped, _, _| looped.client.send_to(host, port, data))?;
    sent.map(|()| true).map_err(|code| {
        client::fail(call.object(), code);
        Exit::quiet(code)
    })
}

/// `Swoole\Client::sendfile()` of such a client.
pub fn sendfile(call: &Call, part: (std::fs::File, u64, u64)) -> Outcome<bool> {
    connected(call, |looped, current, events| {
        looped.client.send_file(&current.reactor, events, part);
        true
    })
}

/// `Swoole\Client::recv()` of such a client, which has a callback for that.
pub fn recv(call: &Call) -> Outcome<Zval> {
    connected(call, |_, _, _| ())?;
    client::fail(call.object(), ErrorCode::OPERATION_NOT_SUPPORT);
    let message = "a client of the event loop receives by its 'receive' callback";
    Err(Exit::warn(ErrorCode::OPERATION_NOT_SUPPORT, message))
}

/// Does `work` with the encryption, if there is any.
pub fn with_session<R>(call: &Call, work: impl FnOnce(&Session) -> R) -> Outcome<Option<R>> {
    connected(call, |looped, _, _| looped.client.with_session(work))
}

/// Its own end.
pub fn local(call: &Call) -> Outcome<std::io::Result<Endpoint>> {
    connected(call, |looped, _, _| {
        let local = looped.client.with_socket(|socket| socket.local());
        local.unwrap_or_else(|| Err(std::io::ErrorKind::NotConnected.into()))
    })
}

/// The peer, none if it is not known.
pub fn peer(call: &Call) -> Outcome<std::io::Result<Option<Endpoint>>> {
    connected(call, |looped, _, _| looped.client.peer())
}

/// `Swoole\Client::shutdown()` of such a client.
pub fn shutdown(call: &Call, how: std::net::Shutdown) -> Outcome<std::io::Result<()>> {
    connected(call, |looped, _, _| {
        let done = looped.client.with_socket(|socket| socket.socket().shutdown(how));
        done.unwrap_or_else(|| Err(std::io::ErrorKind::NotConnected.into()))
    })
}

/// A `Socket` object over its descriptor.
pub fn socket_object(call: &Call) -> Outcome<Held> {
    connected(call, |looped, _, _| {
        let made = looped
            .client
            .with_socket(|socket| socket_object::of(socket.as_fd(), socket.kind(), false));
        made.unwrap_or(Err(Exit::Pending))
    })?
}

fn of<'a>(state: &'a Client, object: Object<'_>) -> Outcome<&'a Looped> {
    state.looped.get().ok_or_else(|| client::not_connected(object))
}

/// Runs `work` with a client that is connected.
///
/// # Errors
/// It is not: a warning, and `$errCode` is set.
fn connected<R>(
    call: &Call,
    work: impl FnOnce(&Looped, &EventLoop, &Rc<dyn Events>) -> R,
) -> Outcome<R> {
    let (state, object) = (call.this::<Client>(), call.object());
    let looped = of(&state, object)?;
    let Some(current) = looping::current_if_any().filter(|_| looped.client.is_connected()) else {
        return Err(client::not_connected(object));
    };
    Ok(work(looped, &current, &OfObject::events(object)))
}
