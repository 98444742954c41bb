//! What a `Swoole\Server` object and its ports hold: sockets, settings, callbacks, and what this process is once the server runs.

use super::events::{Callbacks, Event};
use super::settings::Wishes;
use crate::error::{ErrorCode, Failure};
use crate::ids::{ActorId, PortIndex};
use crate::log;
use crate::net::activation;
use crate::net::address::{Endpoint, SSL_FLAG, SocketKind};
use crate::net::listener::{BindOptions, Listener};
use crate::php::boundary::Exit;
use crate::php::callable::Callable;
use crate::php::callback::{self, Held};
use crate::php::convert::{self, Name};
use crate::php::coroutine::options;
use crate::php::http::Line;
use crate::php::object::{self, Object};
use crate::php::{async_settings, classes, connection, forked, hooks};
use crate::server::Here;
use crate::server::actor::Actor;
use crate::server::actors::Kind;
use crate::server::shared::{Mode, Shared};
use crate::server::task::TaskHead;
use crate::sys::signal;
use ext_php_rs::ffi::zend_object;
use ext_php_rs::types::Zval;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::io;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

macro_rules! names {
    ($($constant:ident = $text:literal),* $(,)?) => {
        $(pub(super) static $constant: Name = Name::new($text);)*
    };
}

names! {
    HOST = "host", PORT = "port", TYPE = "type", MODE = "mode", PORTS = "ports", SOCK = "sock", SSL = "ssl", CONNECTIONS = "connections",
    MASTER_PID = "master_pid", MANAGER_PID = "manager_pid", WORKER_ID = "worker_id", WORKER_PID = "worker_pid", TASKWORKER = "taskworker",
    STATS_TIMER = "stats_timer",
}

/// Where a server stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// It can be configured.
    Made,
    /// `start()` is under way.
    Running,
    /// `start()` has returned.
    Ended,
}

/// What the ports of a server speak before the script has its say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Speaks {
    /// Packages of bytes.
    Packages,
    /// HTTP.
    Http,
    /// HTTP, and WebSocket for those who ask for it.
    WebSocket,
}

/// One port of a server.
pub struct PortCore {
    /// Its place among the server's ports.
    pub index: PortIndex,
    /// The socket.
    pub listener: RefCell<Arc<Listener>>,
    /// Another server holds the same port and shares it, which this one must have asked for by the time it starts.
    pub shares: bool,
    /// What kind of socket.
    pub kind: SocketKind,
    /// Its streams are encrypted (`SWOOLE_SSL`).
    pub ssl: bool,
    /// The host as the script wrote it.
    pub host: String,
    /// Settings of its own.
    pub wishes: Wishes,
    /// Whether it has any.
    pub configured: Cell<bool>,
    /// Callbacks of its own.
    pub callbacks: Callbacks,
    /// The PHP object; owned by the server's `$ports`.
    pub object: Held,
    /// The server.
    pub server: std::rc::Weak<ServerCore>,
}

/// A command that the script has registered.
pub struct Command {
    /// Its name.
    pub name: String,
    /// The processes that accept it, a combination of `SWOOLE_SERVER_COMMAND_*`.
    pub accepted: i64,
    /// What runs it.
    pub callable: Rc<Callable>,
}

/// See the module's head.
pub struct ServerCore {
    object: *mut zend_object,
    /// Who owns the sessions.
    pub mode: Mode,
    /// What its ports speak unless told otherwise.
    pub speaks: Speaks,
    /// The ports, the first being the constructor's.
    pub ports: RefCell<Vec<Rc<PortCore>>>,
    /// The settings of the server.
    pub wishes: Wishes,
    /// Callbacks of the server's own events.
    pub callbacks: Callbacks,
    /// Registered commands.
    pub commands: RefCell<Vec<Command>>,
    /// Answers to commands that have come and are waited for.
    pub answers: RefCell<HashMap<u64, Vec<u8>>>,
    /// The `Swoole\Process` objects of user processes, in their order.
    pub users: RefCell<Vec<Held>>,
    /// The task that this process is working on.
    pub current_task: Cell<Option<TaskHead>>,
    /// Whether this process runs tasks in coroutines, several at a time.
    pub task_coroutines: Cell<bool>,
    /// Callbacks that wait for the result of one task, by its number.
    pub task_callbacks: RefCell<HashMap<u64, Rc<Callable>>>,
    /// `onTask` gets an object.
    pub task_object: Cell<bool>,
    /// HTTP requests that wait for others to be dealt with.
    pub line: Line,
    /// Where it stands.
    pub stage: Cell<Stage>,
    /// Callbacks get objects (`event_object`).
    pub event_object: Cell<bool>,
    here: RefCell<Option<Here>>,
    shared: OnceCell<Arc<Shared>>,
}

impl ServerCore {
    /// The core of a server object, without ports.
    pub fn new(object: Object<'_>, mode: Mode, speaks: Speaks) -> Rc<Self> {
        let wishes = Wishes::default();
        wishes.wish_for(speaks);
        Rc::new(Self {
            object: object.as_ptr(),
            mode,
            speaks,
            ports: RefCell::default(),
            wishes,
            callbacks: Callbacks::default(),
            commands: RefCell::default(),
            answers: RefCell::default(),
            users: RefCell::default(),
            current_task: Cell::default(),
            task_coroutines: Cell::new(false),
            task_callbacks: RefCell::default(),
            task_object: Cell::default(),
            line: Line::default(),
            stage: Cell::new(Stage::Made),
            event_object: Cell::new(false),
            here: RefCell::default(),
            shared: OnceCell::new(),
        })
    }

    /// The PHP object.
    pub fn object(&self) -> Object<'_> {
        // SAFETY: the core lives in the state of its object, or in callbacks that run while `start()` holds the object.
        unsafe { Object::at(self.object) }
    }

    /// The PHP object as an argument for a callback.
    pub fn value(&self) -> Zval {
        convert::object(self.object())
    }

    /// Binds a port and makes its object.
    ///
    /// # Errors
    /// What cannot be bound, and why.
    pub fn add_port(
        self: &Rc<Self>,
        host: &[u8],
        port: i64,
        sock_type: i64,
    ) -> Result<Rc<PortCore>, AddPortError> {
        let host = String::from_utf8_lossy(host).into_owned();
        let (kind, ssl) = SocketKind::from_number(sock_type)?;
        if ssl && kind == SocketKind::UnixDgram {
            return Err(Failure::new(
                ErrorCode::OPERATION_NOT_SUPPORT,
                "SWOOLE_SSL needs a stream or UDP, not datagrams of the unix family",
            )
            .into());
        }
        let endpoint = Endpoint::parse(kind, &host, port)?;
        let alone = Listener::bind(kind, &endpoint, &BindOptions::default());
        let is_taken = |error: &io::Error| error.raw_os_error() == Some(libc::EADDRINUSE);
        let (listener, shares) = match alone {
            // Its holder may share it, and this server too: `set(['enable_reuse_port' => true])` comes later. start() decides.
            Err(error) if is_taken(&error) && !kind.is_unix() => {
                let options = BindOptions { reuse_port: true, ..BindOptions::default() };
                (Listener::bind(kind, &endpoint, &options).map_err(|_| error), true)
            }
            alone => (alone, false),
        };
        let listener = listener.map_err(|error| Failure {
            code: ErrorCode::from(&error),
            message: crate::sys::host::errno_text(error.raw_os_error().unwrap_or(0)),
        })?;
        self.attach_port(listener, host, sock_type, shares)
    }

    /// Makes ports of the sockets that this process was started with (`SYSTEMD`).
    ///
    /// # Errors
    /// None were passed, or what they are is of no use.
    pub fn take_over_ports(self: &Rc<Self>) -> Result<(), AddPortError> {
        for fd in activation::passed(|name| std::env::var(name).ok())? {
            let listener = Listener::take_over(fd)?;
            let (host, kind) = (listener.local().host(), listener.kind().number());
            self.attach_port(listener, host, kind, false)?;
        }
        Ok(())
    }

    fn attach_port(
        self: &Rc<Self>,
        listener: Listener,
        host: String,
        sock_type: i64,
        shares: bool,
    ) -> Result<Rc<PortCore>, AddPortError> {
        let kind = listener.kind();
        let object = object::make(&classes::SWOOLE_SERVER_PORT).map_err(AddPortError::Php)?;
        let php = object::of(&object).expect("a new object is one");
        let bound_port = i64::from(listener.local().port());
        object::set_property(php, &HOST, convert::string(host.as_bytes()));
        object::set_property(php, &PORT, convert::long(bound_port));
        object::set_property(php, &TYPE, convert::long(sock_type & !SSL_FLAG));
        object::set_property(php, &SSL, convert::boolean(sock_type & SSL_FLAG != 0));
        object::set_property(
            php,
            &SOCK,
            convert::long(std::os::fd::AsRawFd::as_raw_fd(&listener).into()),
        );
        let state = object::state::<super::port::Port>(php);
        let wishes = Wishes::default();
        wishes.wish_for(self.speaks);
        let core = Rc::new(PortCore {
            index: PortIndex(self.ports.borrow().len() as u16),
            listener: RefCell::new(Arc::new(listener)),
            shares,
            kind,
            ssl: sock_type & SSL_FLAG != 0,
            host,
            wishes,
            configured: Cell::new(false),
            callbacks: Callbacks::default(),
            object,
            server: Rc::downgrade(self),
        });
        state.attach(&core);
        let connections =
            connection::iterator::of_port(self, core.index).map_err(AddPortError::Php)?;
        if let Some(php) = object::of(&core.object) {
            object::set_property(php, &CONNECTIONS, connections);
        }
        self.ports.borrow_mut().push(Rc::clone(&core));
        Ok(core)
    }

    /// A port.
    pub fn port(&self, index: PortIndex) -> Option<Rc<PortCore>> {
        self.ports.borrow().get(usize::from(index.0)).cloned()
    }

    /// What a port speaks, as far as the settings so far say.
    pub fn port_speaks(&self, port: &PortCore) -> Speaks {
        let wishes = if port.configured.get() { &port.wishes } else { &self.wishes };
        let asked = wishes.asked.borrow();
        match crate::settings::PortSettings::resolve(&asked, &asked) {
            Ok(settings) if settings.websocket.is_some() => Speaks::WebSocket,
            Ok(settings) if settings.http.is_some() => Speaks::Http,
            _ => Speaks::Packages,
        }
    }

    /// The callback for an event of a port: its own, or the first port's.
    pub fn port_callback(&self, index: PortIndex, event: Event) -> Option<Rc<Callable>> {
        let ports = self.ports.borrow();
        ports
            .get(usize::from(index.0))?
            .callbacks
            .get(event)
            .or_else(|| ports[0].callbacks.get(event))
    }

    /// What this process is now; its properties tell the script.
    pub fn become_here(self: &Rc<Self>, here: Here) {
        let actor = Rc::clone(here.actor());
        let shared = &actor.shared;
        if shared.server().starter_pid.load(Relaxed) != std::process::id() as i32 {
            forked::forget_inherited_output();
        }
        SERVES.set(matches!(here, Here::Worker(_) | Here::User(_)));
        let settings = &shared.settings;
        hooks::begin_anew();
        options::set_events(match actor.kind() {
            Kind::Worker | Kind::User => settings.enable_coroutine,
            Kind::Task => settings.task_coroutines,
            _ => false,
        });
        self.task_coroutines.set(actor.kind() == Kind::Task && settings.task_coroutines);
        async_settings::adopt(&self.wishes.asked.borrow());
        drop(self.shared.set(Arc::clone(shared)));
        let is_worker = matches!(actor.kind(), Kind::Worker | Kind::Task);
        let pid = i64::from(std::process::id());
        let set = |name: &Name, value: i64| {
            object::set_property(self.object(), name, convert::long(value))
        };
        set(&MASTER_PID, shared.master_pid().into());
        set(&MANAGER_PID, shared.manager_pid().into());
        set(&WORKER_ID, if is_worker { actor.id.0.into() } else { -1 });
        set(&WORKER_PID, if is_worker { pid } else { 0 });
        object::set_property(
            self.object(),
            &TASKWORKER,
            convert::boolean(actor.kind() == Kind::Task),
        );
        let before = self.here.replace(Some(here));
        drop(before);
        CURRENT.set(Rc::downgrade(self));
    }

    /// Tells the script again what changes while the server starts.
    pub fn refresh_pids(&self) {
        if let Some(shared) = self.shared.get() {
            object::set_property(
                self.object(),
                &MASTER_PID,
                convert::long(shared.master_pid().into()),
            );
            object::set_property(
                self.object(),
                &MANAGER_PID,
                convert::long(shared.manager_pid().into()),
            );
        }
    }

    /// Tells the script which timer writes `stats_file`, in the worker that does.
    pub fn show_stats_timer(&self) {
        if let Some(Here::Worker(worker)) = self.here()
            && let Some(timer) = worker.stats_timer()
        {
            object::set_property(self.object(), &STATS_TIMER, convert::long(timer as i64));
        }
    }

    /// The server has ended in this process.
    pub fn leave(&self) {
        self.stage.set(Stage::Ended);
        if !has_halted() {
            SERVES.set(false);
        }
        let before = self.here.take();
        drop(before);
    }

    /// What this process is in the running server.
    pub fn here(&self) -> Option<Here> {
        self.here.borrow().clone()
    }

    /// The actor that this process is.
    ///
    /// # Errors
    /// A warning: the server is not running.
    pub fn actor(&self) -> Result<Rc<Actor>, Exit> {
        let here = self.here.borrow();
        here.as_ref()
            .map(|here| Rc::clone(here.actor()))
            .ok_or_else(|| Exit::warn(ErrorCode::NONE, "server is not running"))
    }

    /// [`ServerCore::actor`], without a warning.
    ///
    /// # Errors
    /// The server is not running.
    pub fn actor_quietly(&self) -> Result<Rc<Actor>, Exit> {
        let here = self.here.borrow();
        here.as_ref()
            .map(|here| Rc::clone(here.actor()))
            .ok_or_else(|| Exit::quiet(ErrorCode::WRONG_OPERATION))
    }

    /// What all processes share, once the server has been started.
    pub fn shared(&self) -> Option<&Arc<Shared>> {
        self.shared.get()
    }

    /// Whether this process is the manager.
    pub fn is_manager(&self) -> bool {
        matches!(*self.here.borrow(), Some(Here::Manager(_)))
    }

    /// This process's worker id, if it is a worker.
    pub fn worker_id(&self) -> Option<ActorId> {
        let here = self.here.borrow();
        let actor = here.as_ref()?.actor();
        matches!(actor.kind(), Kind::Worker | Kind::Task | Kind::User).then_some(actor.id)
    }
}

thread_local! {
    /// Whether this process is a worker (or was one, if the script has ended it).
    static SERVES: Cell<bool> = const { Cell::new(false) };
    /// The server that this process is a part of, or was.
    static CURRENT: RefCell<Weak<ServerCore>> = const { RefCell::new(Weak::new()) };
}

/// The server that this process is a part of, or was.
pub fn current() -> Option<Rc<ServerCore>> {
    CURRENT.with_borrow(Weak::upgrade)
}

/// Whether a script that ends now ends a worker.
pub fn serves() -> bool {
    SERVES.get()
}

/// Whether this process is a master that reactor threads run in: it must not fork.
pub fn in_threaded_master() -> bool {
    current().is_some_and(|core| {
        core.mode == Mode::Process && matches!(*core.here.borrow(), Some(Here::Master(_)))
    })
}

/// Whether this process is a part of a running server.
pub fn is_inside() -> bool {
    CURRENT.with_borrow(Weak::upgrade).is_some_and(|core| core.here.borrow().is_some())
}

/// Whether this process is the manager of a server.
pub fn in_manager() -> bool {
    current().is_some_and(|core| core.is_manager())
}

/// Leaves the server in a process that one of its callbacks has forked: neither its signals nor its lifeline are for it to hold.
pub fn leave_in_child() {
    let Some(core) = CURRENT.take().upgrade() else { return };
    if core.here.borrow().is_none() {
        return;
    }
    signal::unblock_all();
    if let Some(shared) = core.shared.get() {
        shared.let_go_of_lifeline();
    }
    log::set_role(log::Role::Script);
    SERVES.set(false);
    core.leave();
}

/// Why a port could not be added.
pub enum AddPortError {
    /// The engine says so.
    Failure(Failure),
    /// PHP could not make the object.
    Php(Exit),
}

impl From<Failure> for AddPortError {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Whether the script has ended this process from within a callback.
pub fn has_halted() -> bool {
    callback::pending() != callback::Pending::None || !callback::exception().is_null()
}
