//! What an object of the HTTP client holds: who to ask, its connection, and what is under way on it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use ext_php_rs::ffi::zend_object;

use crate::coroutine::CoroutineId;
use crate::error::ErrorCode;
use crate::http::client::exchange::Exchange;
use crate::http::client::request::authority;
use crate::net::address::SocketKind;
use crate::php::boundary::{Exit, Outcome};
use crate::php::coroutine::link::Link;
use crate::php::coroutine::socket::Open;
use crate::php::coroutine::{options, runtime};
use crate::php::ini;
use crate::php::object::{Gc, Handlers, Native};
use crate::php::server::settings::Wishes;
use crate::php::web_socket::talk::Talk;
use crate::settings::{
    ClientSettings, ClientTimes, HttpClientSettings, SettingError, SettingValue,
};

/// Who is asked.
pub struct Server {
    /// Address, name or path.
    pub host: String,
    /// Port; unix sockets have none.
    pub port: u16,
    /// Kind of socket.
    pub kind: SocketKind,
    /// TLS was asked for.
    pub ssl: bool,
    /// What `Host` says, unless the script does.
    pub authority: String,
}

impl Server {
    /// What the arguments of a constructor mean; `None` if the port is none.
    pub fn new(host: &[u8], port: i64, ssl: bool) -> Option<Self> {
        let text = String::from_utf8_lossy(host);
        let (kind, host, default) = match text.strip_prefix("unix:") {
            // However many slashes stand before a path, it has one.
            Some(path) => (SocketKind::UnixStream, format!("/{}", path.trim_start_matches('/')), 0),
            None => {
                let name = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
                let name = name.unwrap_or(&text).to_owned();
                let kind = if name.contains(':') { SocketKind::Tcp6 } else { SocketKind::Tcp };
                (kind, name, if ssl { 443 } else { 80 })
            }
        };
        let port = u16::try_from(port).ok()?;
        let port = if port == 0 { default } else { port };
        let authority = if kind.is_unix() { "localhost".into() } else { authority(&host, port) };
        Some(Self { host, port, kind, ssl, authority })
    }
}

/// A request that was sent and whose response is still to be received.
pub struct Pending {
    /// Reads it.
    pub exchange: Exchange,
    /// The socket that it comes on.
    pub socket: Rc<Open>,
    /// The request lets the connection persist.
    pub persists: bool,
    /// The request asks to go over to WebSocket.
    pub upgrades: Option<Upgrade>,
}

/// A request to go over to WebSocket.
pub struct Upgrade {
    /// What the server's `Sec-WebSocket-Accept` should be.
    pub accept: String,
    /// It does; with compressed messages, if both sides want them.
    pub accepted: Option<bool>,
}

/// What settings mean at the moment of a request.
pub struct Plan {
    /// Of the connection.
    pub connection: ClientSettings,
    /// Of the request.
    pub http: HttpClientSettings,
    /// How long it may take.
    pub times: ClientTimes,
}

/// The state of an object.
#[derive(Default)]
pub struct Client {
    /// None until the constructor has run.
    pub server: RefCell<Option<Rc<Server>>>,
    /// What was set.
    pub wishes: Wishes,
    /// The connection, if there is one.
    pub link: RefCell<Option<Link>>,
    /// The connection carries a stream that the script reads: it is good for no other request.
    pub is_streaming: Cell<bool>,
    /// WebSocket, once the connection has gone over to that.
    pub talk: RefCell<Option<Rc<Talk>>>,
    /// What a deferred request has left to receive.
    pub pending: RefCell<Option<Pending>>,
    /// The head of the last request.
    pub sent: RefCell<Vec<u8>>,
    /// User and password with a colon between.
    pub login: RefCell<Option<Vec<u8>>>,
    /// Requests are sent now, and their responses received by `recv()`.
    pub defers: Cell<bool>,
    /// The coroutine that uses it.
    user: Cell<Option<CoroutineId>>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Client {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
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
    /// Who is asked.
    ///
    /// # Errors
    /// Throws: the constructor was not called.
    pub fn server(&self) -> Outcome<Rc<Server>> {
        let server = self.server.borrow().clone();
        server.ok_or_else(|| Exit::error(ErrorCode::NONE, "must call constructor first"))
    }

    /// The socket, unless there is none or it was closed.
    pub fn socket(&self) -> Option<Rc<Open>> {
        let link = self.link.borrow();
        link.as_ref().filter(|link| link.is_open()).map(|link| Rc::clone(link.socket()))
    }

    /// WebSocket, while the connection that has gone over to it is open.
    pub fn talk(&self) -> Option<Rc<Talk>> {
        let talk = self.talk.borrow().clone();
        talk.filter(|_| self.socket().is_some())
    }

    /// Whether that is its socket.
    pub fn has(&self, socket: &Rc<Open>) -> bool {
        self.link.borrow().as_ref().is_some_and(|link| Rc::ptr_eq(link.socket(), socket))
    }

    /// What the settings mean now.
    ///
    /// # Errors
    /// Some that belong together are not.
    pub fn plan(&self) -> Result<Plan, SettingError> {
        let asked = self.wishes.asked.borrow();
        let connection = ClientSettings::resolve(&asked)?;
        let times = connection.times.resolve_over(None, options::client_times());
        Ok(Plan { connection, http: HttpClientSettings::resolve(&asked), times })
    }

    /// Begins a call that sends or receives, until the result is dropped.
    ///
    /// # Errors
    /// Throws: another is under way, or none of a coroutine.
    pub fn begin(self: &Rc<Self>) -> Outcome<Use> {
        let current = runtime::current_id()?;
        if let Some(user) = self.user.get() {
            let fd = self.socket().map_or(-1, |socket| socket.fd());
            let (user, current) = (user.0, current.0);
            return Err(Exit::error(
                ErrorCode::CO_HAS_BEEN_BOUND,
                format!(
                    "Socket#{fd} has already been bound to another coroutine#{user}, reading or writing of the same socket in coroutine#{current} at the same time is not allowed"
                ),
            ));
        }
        self.user.set(Some(current));
        Ok(Use(Rc::clone(self)))
    }
}

/// A call under way.
pub struct Use(Rc<Client>);

impl Drop for Use {
    fn drop(&mut self) {
        self.0.user.set(None);
    }
}

/// Bytes of a body at most that is kept in memory: as many as PHP may use, where that is limited.
pub fn most_in_memory() -> usize {
    SettingValue::Str(ini::text(c"memory_limit"))
        .to_size()
        .and_then(|size| usize::try_from(size).ok())
        .filter(|size| *size > 0)
        .unwrap_or(usize::MAX)
}
