//! `Swoole\Coroutine\Http\Server`: accepts in the coroutine that calls `start()`, and serves each connection in one of its own
//! ([`connection`]).

mod connection;
mod streams;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::io;
use std::os::fd::AsFd;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};
use socket2::{Domain, Type};

use crate::client::wait::Direction;
use crate::client::waiting_socket::WaitingSocket;
use crate::error::ErrorCode;
use crate::http::answer::{self, Persistence};
use crate::http::files::Files;
use crate::log;
use crate::net::listener::ConnectionOptions;
use crate::net::tls::Carriage;
use crate::net::tls::Context;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::Callable;
use crate::php::convert::{Name, boolean, long, string};
use crate::php::coroutine::socket::Open;
use crate::php::coroutine::waiter::{self, Waiter};
use crate::php::coroutine::{options, runtime};
use crate::php::http::request::Options;
use crate::php::object::{self, Gc, Handlers, Native, Object};
use crate::php::server::core::Speaks;
use crate::php::server::settings::{self, Wishes};
use crate::protocol::http2::RequestLimits;
use crate::server::port;
use crate::settings::{
    FramingSettings, Http2Settings, HttpLimits, HttpSettings, Place, PortSettings, SettingValue,
    WebSocketSettings,
};
use crate::sys::clock::real_second;
use connection::Connection;

macro_rules! names {
    ($($constant:ident = $text:literal),* $(,)?) => {
        $(static $constant: Name = Name::new($text);)*
    };
}

names! {
    FD = "fd", HOST = "host", PORT = "port", SSL = "ssl", SETTINGS = "settings", ERR_CODE = "errCode", ERR_MSG = "errMsg",
}

/// Connections that wait to be accepted, unless the script says otherwise.
const BACKLOG: i32 = 512;
/// How long nothing is accepted after descriptors or coroutines have run out.
const OUT_OF_BREATH: Duration = Duration::from_millis(100);

/// How a server serves, worked out from its settings when it starts.
pub struct Manner {
    /// Limits of requests.
    pub limits: Arc<HttpLimits>,
    /// How HTTP is spoken.
    pub http: Rc<HttpSettings>,
    /// What clients may send that begin in HTTP/2, if that is spoken.
    pub http2: Option<RequestLimits>,
    /// How WebSocket is spoken, with those that the script takes over to it.
    pub websocket: WebSocketSettings,
    /// Bytes of a message at most.
    pub message_max: usize,
    /// What is parsed of requests.
    pub options: Rc<Options>,
    /// The files that are served without the script.
    pub files: Option<Files>,
    /// How connections are encrypted, if they are.
    pub tls: Option<Context>,
    /// What accepted sockets are set to.
    connection: ConnectionOptions,
}

/// The state of an object; without a socket until it is constructed.
#[derive(Default)]
pub struct Server {
    listener: RefCell<Option<Rc<Open>>>,
    wishes: Wishes,
    /// What handles which paths.
    handlers: RefCell<Vec<(Vec<u8>, Rc<Callable>)>>,
    /// Its connections speak TLS.
    encrypts: Cell<bool>,
    /// Accepts no more, and those that are served end.
    stopping: Cell<bool>,
    connections: RefCell<Vec<Rc<Connection>>>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Server {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        let server = Self::default();
        server.wishes.wish_for(Speaks::Http);
        server
    }

    fn gc(&self, gc: &mut Gc) {
        for (_, callable) in &*self.handlers.borrow() {
            callable.gc(gc);
        }
        for callable in self.wishes.callables.borrow().values() {
            callable.gc(gc);
        }
    }
}

impl Server {
    /// Whether it is to end.
    fn is_stopping(&self) -> bool {
        self.stopping.get()
    }

    /// What handles a path.
    fn handler(&self, path: &[u8]) -> Option<Rc<Callable>> {
        let handlers = self.handlers.borrow();
        let fitting = handlers.iter().filter(|(pattern, _)| path.starts_with(pattern));
        fitting.max_by_key(|(pattern, _)| pattern.len()).map(|(_, callable)| Rc::clone(callable))
    }

    /// What its settings mean.
    fn manner(&self) -> Outcome<Manner> {
        let asked = self.wishes.asked.borrow();
        let settings = PortSettings::resolve(&asked, &asked)
            .map_err(|error| Exit::throw(ErrorCode::INVALID_PARAMS, error.to_string()))?;
        let tls =
            self.encrypts.get().then(|| port::encryption(&settings, Carriage::Stream)).transpose();
        let tls = tls.map_err(|error| Exit::throw(error.code(), error.to_string()))?;
        let connection = port::connection_options(&settings);
        let http = settings.http.unwrap_or_default();
        let limits = match settings.framing {
            FramingSettings::Http(limits) => limits,
            _ => return Err(not_http()),
        };
        // Clients that begin in HTTP/2 are let in unless the script says otherwise; in TLS they are told so if it says so.
        let speaks_http2 = asked.given("open_http2_protocol").is_none_or(SettingValue::to_bool);
        let http2 = Http2Settings::resolve(&asked);
        let http2 = speaks_http2.then(|| RequestLimits::new(&http2, limits.max_length));
        Ok(Manner {
            http2,
            websocket: WebSocketSettings::resolve(&asked, &asked),
            message_max: limits.max_length,
            limits: Arc::new(limits),
            options: Rc::new(Options::from(&http)),
            files: port::files(&http),
            http: Rc::new(http),
            tls,
            connection,
        })
    }

    /// Serves a connection from now on.
    fn admit(self: &Rc<Self>, manner: &Rc<Manner>, socket: Open) -> bool {
        if let Some(kind) = socket.address_kind()
            && let Err(error) = manner.connection.apply(socket.socket().as_fd(), kind)
        {
            log::sys_warning(&error, format_args!("cannot set an option of a connection"));
        }
        let refusal = socket.socket().try_clone();
        let (server, with) = (Rc::clone(self), Rc::clone(manner));
        let begun = runtime::spawn(move || connection::serve(&server, &with, socket));
        if let (false, Ok(socket), None) = (begun, refusal, &manner.tls) {
            let mut out = Vec::new();
            answer::bare(&mut out, 503, Persistence::Close, real_second());
            // If that cannot be sent at once, its client sees the end alone.
            let _ = socket.send_with_flags(&out, libc::MSG_DONTWAIT | libc::MSG_NOSIGNAL);
        }
        begun
    }
}

/// Gives the class its state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Server>(class);
}

/// `__construct(string $host, int $port = 0, bool $ssl = false, bool $reuse_port = false)`
pub fn construct(call: &mut Call) -> Outcome {
    let (host, port, ssl, reuse) = call.args::<(&[u8], Opt<i64>, Opt<bool>, Opt<bool>)>()?;
    let (host, ssl) = (String::from_utf8_lossy(host).into_owned(), ssl.or(false));
    let state = call.this::<Server>();
    if state.listener.borrow().is_some() {
        let why = "Constructor of Swoole\\Coroutine\\Http\\Server can only be called once";
        return Err(Exit::php_error(why));
    }
    let listener = listen(&host, port.or(0), reuse.or(false))?;
    let object = call.object();
    object::set_property(object, &FD, long(listener.fd().into()));
    object::set_property(object, &HOST, string(host.as_bytes()));
    let bound = listener.local().map_or(0, |local| local.port());
    object::set_property(object, &PORT, long(bound.into()));
    object::set_property(object, &SSL, boolean(ssl));
    state.encrypts.set(ssl);
    state.listener.replace(Some(Rc::new(listener)));
    Ok(())
}

fn listen(host: &str, port: i64, reuse_port: bool) -> Outcome<Open> {
    let failed = |what: &str, code: ErrorCode| Exit::throw(code, format!("{what} failed"));
    let (domain, address) = match host.strip_prefix("unix:") {
        // Both `unix:/path` and `unix:///path` are in use.
        Some(path) => (Domain::UNIX, path.strip_prefix("//").unwrap_or(path)),
        None if host.contains(':') => (Domain::IPV6, host),
        None => (Domain::IPV4, host),
    };
    let socket =
        WaitingSocket::new(domain, Type::STREAM, None, options::client_times(), Waiter::new())
            .map_err(|error| failed("socket()", ErrorCode::from(&error)))?;
    if reuse_port && domain != Domain::UNIX {
        let set = socket.socket().set_reuse_port(true);
        set.map_err(|error| failed("setsockopt(SO_REUSEPORT)", ErrorCode::from(&error)))?;
    }
    let port = if domain == Domain::UNIX { 0 } else { port };
    socket.bind(address, port).map_err(|code| failed(&format!("bind({host}:{port})"), code))?;
    socket.listen(BACKLOG).map_err(|error| failed("listen()", ErrorCode::from(&error)))?;
    Ok(socket)
}

fn not_http() -> Exit {
    Exit::throw(ErrorCode::INVALID_PARAMS, "a server of HTTP frames its connections by itself")
}

/// `set(array $settings): bool`
pub fn set(call: &mut Call) -> Outcome<bool> {
    let (given,) = call.args::<(&ZendHashTable,)>()?;
    let state = call.this::<Server>();
    state.wishes.take_unseen(Place::Server, given, "Swoole\\Coroutine\\Http\\Server::set")?;
    settings::show_as(&SETTINGS, given, call.object());
    Ok(true)
}

/// `handle(string $pattern, callable $callback): bool`
pub fn handle(call: &mut Call) -> Outcome<bool> {
    let (pattern, callable) = call.args::<(&[u8], Callable)>()?;
    let state = call.this::<Server>();
    let new = Rc::new(callable);
    let mut handlers = state.handlers.borrow_mut();
    let old = match handlers.iter_mut().find(|(known, _)| known == pattern) {
        Some((_, place)) => Some(std::mem::replace(place, new)),
        None => {
            handlers.push((pattern.to_vec(), new));
            None
        }
    };
    drop(handlers);
    drop(old);
    Ok(true)
}

/// `start(): bool`
pub fn start(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    runtime::current_id()?;
    let state = call.this::<Server>();
    let listener = state.listener.borrow().clone();
    let listener =
        listener.ok_or_else(|| Exit::error(ErrorCode::NONE, "must call constructor first"))?;
    let manner = Rc::new(state.manner()?);
    tell(call.object(), ErrorCode::NONE);
    state.stopping.set(false);
    // It may be told to end while a connection is admitted, which serves it as far as it goes without waiting.
    while !state.stopping.get() {
        let error = match listener.accept(None, Waiter::new()) {
            Ok(socket) => {
                if !state.admit(&manner, socket) {
                    runtime::sleep(OUT_OF_BREATH)?;
                }
                continue;
            }
            Err(error) => error,
        };
        waiter::check()?;
        match error.raw_os_error() {
            _ if state.stopping.get() => break,
            Some(libc::ECANCELED) => break,
            Some(libc::EMFILE | libc::ENFILE | libc::ENOBUFS | libc::ENOMEM) => {
                log::sys_warning(&error, format_args!("cannot accept a connection"));
                runtime::sleep(OUT_OF_BREATH)?;
            }
            _ => {
                tell(call.object(), ErrorCode::from(&error));
                return Err(failed(&error));
            }
        }
    }
    tell(call.object(), ErrorCode(libc::ECANCELED));
    Ok(true)
}

fn failed(error: &io::Error) -> Exit {
    let code = ErrorCode::from(error);
    Exit::warn(code, format!("accept failed, Error: {}[{}]", code.sentence(), code.0))
}

/// Writes `$errCode` and `$errMsg`.
fn tell(object: Object<'_>, code: ErrorCode) {
    let message = if code == ErrorCode::NONE { Cow::Borrowed("") } else { code.sentence() };
    object::set_property(object, &ERR_CODE, long(code.0.into()));
    object::set_property(object, &ERR_MSG, string(message.as_bytes()));
}

/// `shutdown(): void`
pub fn shutdown(call: &mut Call) -> Outcome<Zval> {
    call.args::<()>()?;
    let state = call.this::<Server>();
    state.stopping.set(true);
    // Who waits for a next request waits no longer. Each that is woken may change the list.
    let connections = state.connections.borrow().clone();
    for connection in connections {
        connection.end_if_idle();
    }
    let listener = state.listener.borrow().clone();
    if let Some(listener) = listener {
        listener.waiting().cancel(Direction::Read);
    }
    Ok(Zval::null())
}
