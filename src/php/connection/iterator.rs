//! `Swoole\Connection\Iterator`: the sessions of a server, or of one of its ports, as `$connections` shows them.

use crate::error::ErrorCode;
use crate::ids::{PortIndex, SessionId};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Call;
use crate::php::classes;
use crate::php::convert::OrFalse;
use crate::php::object::{self, Handlers, Native};
use crate::php::server::client_info;
use crate::php::server::core::ServerCore;
use crate::server::session_table::flag;
use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// The state of an iterator: a list of ids taken at `rewind()`, so that connections may come and go meanwhile.
#[derive(Default)]
pub struct Iterator {
    server: RefCell<Weak<ServerCore>>,
    port: Cell<Option<PortIndex>>,
    ids: RefCell<Vec<SessionId>>,
    position: Cell<usize>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Iterator {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Iterator>(class);
}

/// An iterator over all sessions of a server.
///
/// # Errors
/// Memory ran out.
pub fn of_server(core: &Rc<ServerCore>) -> Outcome<Zval> {
    make(core, None)
}

/// An iterator over the sessions of a port.
///
/// # Errors
/// Memory ran out.
pub fn of_port(core: &Rc<ServerCore>, port: PortIndex) -> Outcome<Zval> {
    make(core, Some(port))
}

fn make(core: &Rc<ServerCore>, port: Option<PortIndex>) -> Outcome<Zval> {
    let made = object::make(&classes::SWOOLE_CONNECTION_ITERATOR)?;
    if let Some(state) = object::of(&made).map(object::state::<Iterator>) {
        state.server.replace(Rc::downgrade(core));
        state.port.set(port);
    }
    Ok(made.into_inner())
}

impl Iterator {
    fn server(&self) -> Outcome<Rc<ServerCore>> {
        let server = self.server.borrow().upgrade();
        server.ok_or_else(|| Exit::php_error("please use the Swoole\\Server->connections"))
    }

    /// The sessions that are open now.
    fn open(&self) -> Outcome<Vec<SessionId>> {
        let server = self.server()?;
        let Some(shared) = server.shared().filter(|_| server.here().is_some()) else {
            return Ok(Vec::new());
        };
        let ours = |port: PortIndex| self.port.get().is_none_or(|wanted| wanted == port);
        let open = shared.sessions.iter(None).filter(|session| {
            ours(session.port()) && !session.has(flag::CLOSING | flag::PEER_GONE)
        });
        Ok(open.map(|session| session.id).collect())
    }

    fn current(&self) -> Option<SessionId> {
        self.ids.borrow().get(self.position.get()).copied()
    }
}

/// `__construct()`
pub fn construct(call: &mut Call) -> Outcome {
    call.args::<()>()
}

/// `rewind(): void`
pub fn rewind(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    let state = call.this::<Iterator>();
    let open = state.open()?;
    state.ids.replace(open);
    state.position.set(0);
    Ok(())
}

/// `next(): void`
pub fn next(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    let state = call.this::<Iterator>();
    state.position.set(state.position.get() + 1);
    Ok(())
}

/// `current(): mixed`
pub fn current(call: &mut Call) -> Outcome<Option<i64>> {
    call.args::<()>()?;
    Ok(call.this::<Iterator>().current().map(|id| id.0 as i64))
}

/// `key(): mixed`
pub fn key(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    Ok(call.this::<Iterator>().position.get() as i64 + 1)
}

/// `valid(): bool`
pub fn valid(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(call.this::<Iterator>().current().is_some())
}

/// `count(): int`
pub fn count(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    Ok(call.this::<Iterator>().open()?.len() as i64)
}

fn session_id(fd: &Zval) -> i64 {
    fd.long().or_else(|| fd.str().and_then(|text| text.parse().ok())).unwrap_or(0)
}

/// `offsetExists(mixed $fd): bool`
pub fn offset_exists(call: &mut Call) -> Outcome<bool> {
    let (fd,) = call.args::<(&Zval,)>()?;
    let server = call.this::<Iterator>().server()?;
    if server.here().is_none() {
        return Err(Exit::warn(ErrorCode::NONE, "server is not running"));
    }
    Ok(client_info(&server, session_id(fd), false).is_some())
}

/// `offsetGet(mixed $fd): mixed`
pub fn offset_get(call: &mut Call) -> Outcome<OrFalse<ZBox<ZendHashTable>>> {
    let (fd,) = call.args::<(&Zval,)>()?;
    let server = call.this::<Iterator>().server()?;
    Ok(OrFalse(client_info(&server, session_id(fd), false)))
}

/// `offsetSet(mixed $fd, mixed $value): void`: sessions are not made by assignment.
pub fn offset_set(call: &mut Call) -> Outcome {
    call.args::<(&Zval, &Zval)>().map(drop)
}

/// `offsetUnset(mixed $fd): void`: nor ended by unset.
pub fn offset_unset(call: &mut Call) -> Outcome {
    call.args::<(&Zval,)>().map(drop)
}
