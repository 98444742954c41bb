//! What an object of `Swoole\Client` holds: its type, its settings, its connection.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use ext_php_rs::ffi::zend_object;

use super::has_ssl;
use crate::client::connection::Connection;
use crate::client::kept;
use crate::error::ErrorCode;
use crate::net::address::SocketKind;
use crate::php::r#async::client::Looped;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callable::Callable;
use crate::php::callback::{self, Held};
use crate::php::convert;
use crate::php::object::{Gc, Handlers, Native};
use crate::php::server::settings::Wishes;
use crate::protocol::{Framing, LengthFn, LengthVerdict};
use crate::settings::{ClientSettings, SettingError};

/// `SWOOLE_KEEP`
const KEEP_FLAG: i64 = 4096;

/// What the constructor was told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sort {
    /// The kind of socket.
    pub kind: SocketKind,
    /// `SWOOLE_KEEP`.
    pub keep: bool,
    /// `SWOOLE_SSL`.
    pub ssl: bool,
}

impl Sort {
    /// What a PHP number means, if anything.
    pub fn from_number(number: i64) -> Option<Self> {
        let (kind, _) = SocketKind::from_number(number).ok().filter(|_| number > 0)?;
        Some(Self { kind, keep: number & KEEP_FLAG != 0, ssl: has_ssl(number) })
    }
}

/// The state of a client object.
#[derive(Default)]
pub struct Client {
    /// None until the constructor has run.
    pub sort: Cell<Option<Sort>>,
    /// What was set.
    pub wishes: Wishes,
    /// What the connection is kept by, if it is to be.
    pub key: RefCell<Option<kept::Key>>,
    /// What one of the event loop has instead of a connection here.
    pub looped: OnceCell<Looped>,
    connection: RefCell<Option<Rc<Connection>>>,
    socket: RefCell<Option<Held>>,
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
        if let Some(looped) = self.looped.get() {
            looped.gc(gc);
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.close(false);
        if let Some(looped) = self.looped.get() {
            looped.forget();
        }
    }
}

impl Client {
    /// Whether there is no connection, connecting ones included.
    pub fn is_closed(&self) -> bool {
        self.connection.borrow().is_none()
    }

    /// Takes a connection in.
    pub fn adopt(&self, connection: Connection) {
        self.connection.replace(Some(Rc::new(connection)));
    }

    /// The connection, if there is one. It may be closed, or replaced by another, while a call is under way.
    pub fn connection(&self) -> Option<Rc<Connection>> {
        self.connection.borrow().clone()
    }

    /// Closes the connection, or leaves it to the next client of its key. Says whether there was one. One that is in use goes when that is over.
    pub fn close(&self, force: bool) -> bool {
        let old = self.connection.take();
        let key = self.key.take();
        self.drop_socket_object();
        let Some(connection) = old else { return false };
        if let Some(key) = key.filter(|_| !force && connection.is_connected())
            && let Ok(connection) = Rc::try_unwrap(connection)
        {
            kept::put(key, connection);
        }
        true
    }

    /// The `Socket` object made for this connection.
    pub fn socket_object(&self) -> Option<Held> {
        self.socket.borrow().as_ref().map(|socket| Held::copy_of(socket))
    }

    /// Keeps the `Socket` object for as long as the connection.
    pub fn keep_socket_object(&self, socket: &Held) {
        let old = self.socket.replace(Some(Held::copy_of(socket)));
        drop(old);
    }

    /// Lets the `Socket` object go with its connection.
    pub fn drop_socket_object(&self) {
        let old = self.socket.take();
        drop(old);
    }

    /// What the settings mean.
    ///
    /// # Errors
    /// Some that belong together are not.
    pub fn resolve(&self) -> Result<ClientSettings, SettingError> {
        let mut settings = ClientSettings::resolve(&self.wishes.asked.borrow())?;
        settings.encrypts |= self.sort.get().is_some_and(|sort| sort.ssl);
        Ok(settings)
    }

    /// Finds out now, not at the next connect, what cannot be.
    ///
    /// # Errors
    /// An exception.
    pub fn check_framing(&self) -> Outcome {
        ClientSettings::framing(&self.wishes.asked.borrow())
            .map(drop)
            .map_err(|error| Exit::throw(ErrorCode::INVALID_PARAMS, error.to_string()))
    }

    /// How a stream is cut, with the script's own function if it has one.
    pub fn framing(&self, settings: &ClientSettings) -> Framing {
        let func = self.wishes.callable("package_length_func");
        Framing::new(&settings.framing, func.map(|callable| length_func(&callable)))
    }
}

/// A `package_length_func`. What it throws goes on to whoever receives.
pub fn length_func(callable: &Rc<Callable>) -> Arc<LengthFn> {
    struct OnPhpThread(Rc<Callable>);
    // SAFETY: clients belong to the thread that runs PHP, and never leave it.
    unsafe impl Send for OnPhpThread {}
    // SAFETY: as above.
    unsafe impl Sync for OnPhpThread {}
    impl OnPhpThread {
        fn ask(&self, bytes: &[u8]) -> LengthVerdict {
            let Some(mut arguments) = callback::build(|| [convert::string(bytes)]) else {
                return LengthVerdict::Malformed;
            };
            match callback::call_through(&self.0, &mut arguments) {
                Ok(length) => LengthVerdict::from(convert::to_long(&length)),
                Err(_) => LengthVerdict::Malformed,
            }
        }
    }
    let func = OnPhpThread(Rc::clone(callable));
    Arc::new(move |bytes: &[u8]| func.ask(bytes))
}
