//! `Swoole\Server\Port`: one listening endpoint of a server, with settings and callbacks of its own.

use super::core::{PortCore, Speaks, Stage};
use super::events::Event;
use super::resolve_callback;
use crate::error::ErrorCode;
use crate::net::tls::Carriage;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Call;
use crate::php::callback::{self, Held};
use crate::php::object::{self, Gc, Handlers, Native};
use crate::php::socket_object;
use crate::server::port::encryption;
use crate::settings::{Asked, Place, PortSettings};
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};
use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// The state of a port object.
pub struct Port {
    core: RefCell<Weak<PortCore>>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Port {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self { core: RefCell::default() }
    }

    fn gc(&self, gc: &mut Gc) {
        if let Some(core) = self.core.borrow().upgrade() {
            core.callbacks.gc(gc);
        }
    }
}

impl Port {
    /// Makes the object that of a port.
    pub fn attach(&self, core: &Rc<PortCore>) {
        self.core.replace(Rc::downgrade(core));
    }

    /// The port.
    ///
    /// # Errors
    /// The server that it belonged to is gone.
    pub fn core(&self) -> Outcome<Rc<PortCore>> {
        let core = self.core.borrow().upgrade();
        core.ok_or_else(|| {
            Exit::error(ErrorCode::WRONG_OPERATION, "the server of this port is gone")
        })
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Port>(class);
}

/// `private __construct()`: ports are made by the server.
pub fn construct(call: &mut Call) -> Outcome {
    call.args::<()>()
}

/// `set(array $settings): void`
pub fn set(call: &mut Call) -> Outcome {
    let (settings,) = call.args::<(&ZendHashTable,)>()?;
    let port = call.this::<Port>().core()?;
    port.configure(settings)
}

/// `on(string $event_name, callable $callback): bool`
pub fn on(call: &mut Call) -> Outcome<bool> {
    let (name, callback) = call.args::<(&[u8], &Zval)>()?;
    let port = call.this::<Port>().core()?;
    if port.server.upgrade().is_some_and(|server| server.stage.get() == Stage::Running) {
        return Err(Exit::warn(
            ErrorCode::NONE,
            "can't register event callback function after server started",
        ));
    }
    port.set_callback(name, callback)
}

/// `getCallback(string $event_name): ?Closure`
pub fn get_callback(call: &mut Call) -> Outcome<Option<Held>> {
    let (name,) = call.args::<(&[u8],)>()?;
    Ok(call.this::<Port>().core()?.callback(name))
}

/// `getSocket(): Socket|false`
pub fn get_socket(call: &mut Call) -> Outcome<Held> {
    call.args::<()>()?;
    let port = call.this::<Port>().core()?;
    let listener = Rc::clone(&port);
    let listener = listener.listener.borrow();
    socket_object::of_listener(&listener)
}

impl PortCore {
    /// Takes settings of its own.
    ///
    /// # Errors
    /// A value that the script cannot have meant.
    pub fn configure(&self, settings: &ZendHashTable) -> Outcome {
        let object = object::of(&self.object).expect("a port has an object");
        // What is added to an HTTP server is one of HTTP only as long as nobody says what it is.
        if self.index.0 > 0 && !self.configured.get() {
            self.wishes.wish_for(Speaks::Packages);
        }
        self.wishes.take(Place::Port, settings, object)?;
        self.configured.set(true);
        self.check(&self.wishes.asked.borrow())
    }

    /// Finds out now, not at the start, what cannot be.
    pub(super) fn check(&self, asked: &Asked) -> Outcome {
        let resolved = PortSettings::resolve(asked, asked)
            .map_err(|error| Exit::throw(ErrorCode::INVALID_PARAMS, error.to_string()))?;
        // The certificate may come with the next call.
        if self.ssl && resolved.tls.identity.is_whole() {
            encryption(&resolved, Carriage::of(self.kind))
                .map_err(|error| Exit::throw(error.code(), error.to_string()))?;
        }
        Ok(())
    }

    /// Sets the callback of an event.
    ///
    /// # Errors
    /// An exception for what cannot be called. For an event that ports do not have there is a warning, and the result is false.
    pub fn set_callback(&self, name: &[u8], value: &Zval) -> Outcome<bool> {
        let Some(event) = Event::named(name).filter(|event| event.is_of_port()) else {
            // Whichever `on()` was called: the server passes on to its port what it does not know itself.
            let name = String::from_utf8_lossy(name);
            callback::warn_as("Swoole\\Server\\Port::on", &format!("unknown event types[{name}]"));
            return Ok(false);
        };
        let callable = resolve_callback(event, value)?;
        if let Some(needs) = event.needs() {
            callback::user_warning(&format!(
                "event [{}] never happens yet, it needs {needs}",
                event.name()
            ));
        }
        self.callbacks.set(event, callable);
        Ok(true)
    }

    /// The callback of an event, as it was given.
    pub fn callback(&self, name: &[u8]) -> Option<Held> {
        let callable = self.callbacks.get(Event::named(name)?)?;
        Some(Held::copy_of(callable.value()))
    }
}
