//! `Swoole\Process`: making a process, running it, waiting for it. What it does with its pipe, its queue, signals and the system is in the
//! files of these names beside it.
//!
//! # Running an object's callback in a process that somebody else has forked
//!
//! The pipe is there from the constructor on, so it is there before any fork; every process that is forked later can write to it. Whoever forks
//! for itself (a server for its user processes, a pool for its workers) does this in the child:
//!
//! ```text
//! let object: Object<'_> = ...;             // of the class Process, checked with `process::of()`
//! let called = process::run_here(object);  // sets $pid and $pipe, redirects 0, 1 and 2 if asked for, calls the callback with the object
//! ```
//!
//! and goes on as it likes: [`run_here`] neither looks at the event loop nor ends the process. [`set_id`] gives the object its number before the
//! fork, [`set_pid`] tells the parent's object who was forked.

mod pipe;
pub mod pool;
mod queue;
pub mod signals;
mod system;

pub use pipe::{close, export_socket, read, set_blocking, set_timeout, write};
pub use queue::{free_queue, pop, push, stat_queue, use_queue};
pub use signals::signal;
pub use system::{
    alarm, daemon, exec, get_affinity, get_priority, kill, name, set_affinity, set_priority,
};

use std::cell::{Cell, OnceCell, RefCell};
use std::os::fd::RawFd;
use std::rc::Rc;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::error::{ErrorCode, Failure};
use crate::last_error;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::Callable;
use crate::php::callback::{self, Called, Held};
use crate::php::convert::{self, Name, OrFalse, long};
use crate::php::coroutine::runtime;
use crate::php::coroutine::system::wait_for_child;
use crate::php::forked;
use crate::php::object::{self, Gc, Handlers, Native, Object};
use crate::php::{classes, server};
use crate::process::children;
use crate::process::pipe::{Pipe, Side, Style};
use crate::sys::fd;
use crate::sys::process::{self as system_process, ExitStatus, Forked};
use queue::Queue;

pub(in crate::php) static PIPE: Name = Name::new("pipe");
static PID: Name = Name::new("pid");
static ID: Name = Name::new("id");
static CALLBACK: Name = Name::new("callback");
static CODE: Name = Name::new("code");
static SIGNAL: Name = Name::new("signal");

thread_local! {
    /// How many objects this process and its ancestors have made.
    static LAST_ID: Cell<i64> = const { Cell::new(0) };
}

/// The state of an object: empty until it is constructed.
#[derive(Default)]
pub struct Process(OnceCell<Made>);

/// What a constructed object holds.
pub(in crate::php) struct Made {
    /// None if none was asked for.
    pipe: Option<Rc<Pipe>>,
    /// The end that this process uses.
    side: Cell<Side>,
    redirects: bool,
    /// The callback is to run in a coroutine.
    in_coroutine: Cell<bool>,
    /// The process that the object stands for, once there is one.
    pid: Cell<i32>,
    id: Cell<i64>,
    queue: Cell<Option<Queue>>,
    /// The end that this process uses, as a socket for coroutines, once asked for; and whose it was, before a fork.
    exported: RefCell<Option<(Side, Held)>>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Process {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }

    fn gc(&self, gc: &mut Gc) {
        let Some(made) = self.0.get() else { return };
        if let Some((_, socket)) = &*made.exported.borrow() {
            gc.add(socket);
        }
    }
}

impl Process {
    pub(in crate::php) fn made(&self) -> Outcome<&Made> {
        self.0
            .get()
            .ok_or_else(|| Exit::error(ErrorCode::WRONG_OPERATION, "must call constructor first"))
    }
}

impl Process {
    /// The descriptor of its pipe, if it has one.
    pub(in crate::php) fn pipe_fd(&self) -> Option<RawFd> {
        let made = self.0.get()?;
        made.open_pipe()?.fd(made.side.get())
    }
}

impl Made {
    /// The pipe, if there is one and this process has not closed its end.
    fn open_pipe(&self) -> Option<&Rc<Pipe>> {
        self.pipe.as_ref().filter(|pipe| pipe.fd(self.side.get()).is_some())
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Process>(class);
}

/// `__construct(callable $callback, bool $redirect_stdin_and_stdout = false, int $pipe_type = SOCK_DGRAM, bool $enable_coroutine = false)`
pub fn construct(call: &mut Call) -> Outcome {
    type Arguments<'a> = (&'a Zval, Opt<bool>, Opt<i64>, Opt<bool>);
    let process = call.this::<Process>();
    let twice = || Exit::php_error("Constructor of Swoole\\Process can only be called once");
    if process.0.get().is_some() {
        return Err(twice());
    }
    if server::core::in_threaded_master() {
        return Err(Exit::php_error("Swoole\\Process can't be used in master process"));
    }
    let object = call.object();
    // Checked as a callable first; kept as the value that it is.
    call.args::<(Callable, Opt<bool>, Opt<i64>, Opt<bool>)>()?;
    let (callback, redirects, kind, in_coroutine) = call.args::<Arguments>()?;
    let redirects = redirects.or(false);
    let style = match kind.or(TYPE_DATAGRAM) {
        _ if redirects => Some(Style::Stream),
        TYPE_NONE => None,
        TYPE_STREAM => Some(Style::Stream),
        TYPE_DATAGRAM => Some(Style::Datagram),
        other => {
            return Err(Exit::value_error(format!(
                "Swoole\\Process::__construct(): Argument #3 ($pipe_type) must be 0, SOCK_STREAM or SOCK_DGRAM, {other} given"
            )));
        }
    };
    let pipe = style.map(Pipe::new).transpose().map_err(|error| {
        Exit::throw_failure(Failure::system("making the pipe of a process", &error))
    })?;
    let id = LAST_ID.get() + 1;
    let made = Made {
        pipe: pipe.map(Rc::new),
        side: Cell::new(Side::Master),
        redirects,
        in_coroutine: Cell::new(in_coroutine.or(false)),
        pid: Cell::new(0),
        id: Cell::new(id),
        queue: Cell::new(None),
        exported: RefCell::default(),
    };
    // An autoloader, asked for the callback's class, may have called the constructor meanwhile.
    process.0.set(made).map_err(|_| twice())?;
    LAST_ID.set(id);
    show_pipe(object, process.made()?);
    object::set_property(object, &ID, long(id));
    let class = &classes::SWOOLE_PROCESS;
    object::set_property_of(class, object, &CALLBACK, callback.shallow_clone());
    Ok(())
}

const TYPE_NONE: i64 = 0;
const TYPE_STREAM: i64 = 1;
const TYPE_DATAGRAM: i64 = 2;

fn show_pipe(object: Object<'_>, made: &Made) {
    if let Some(fd) = made.pipe.as_ref().and_then(|pipe| pipe.fd(made.side.get())) {
        object::set_property(object, &PIPE, long(fd.into()));
    }
}

/// The state of an object that is a constructed `Swoole\Process`; for [`run_here`].
pub fn of(value: &Zval) -> Option<Object<'_>> {
    let object = object::of(value)?;
    object::try_state::<Process>(object)?.0.get()?;
    Some(object)
}

/// Makes an object for a process that somebody else has forked or will fork: whose pipe that is, which end of it is ours, its number and process id.
///
/// # Errors
/// Memory ran out.
pub(in crate::php) fn wrap(
    pipe: Option<Rc<Pipe>>,
    side: Side,
    queue: Option<Queue>,
    id: i64,
    pid: i32,
) -> Outcome<callback::Held> {
    let held = object::make(&classes::SWOOLE_PROCESS)?;
    let object = object::of(&held).ok_or(Exit::Pending)?;
    let process = object::state::<Process>(object);
    let made = Made {
        pipe,
        side: Cell::new(side),
        redirects: false,
        in_coroutine: Cell::new(false),
        pid: Cell::new(pid),
        id: Cell::new(id),
        queue: Cell::new(queue),
        exported: RefCell::default(),
    };
    let made = process.0.get_or_init(|| made);
    show_pipe(object, made);
    object::set_property(object, &ID, long(id));
    object::set_property(object, &PID, long(pid.into()));
    Ok(held)
}

/// Gives an object another number: that of the place that its process has among others.
pub fn set_id(object: Object<'_>, id: i64) {
    if let Some(made) = object::state::<Process>(object).0.get() {
        made.id.set(id);
        object::set_property(object, &ID, long(id));
    }
}

/// Tells an object which process it stands for.
pub fn set_pid(object: Object<'_>, pid: i32) {
    if let Some(made) = object::state::<Process>(object).0.get() {
        made.pid.set(pid);
        object::set_property(object, &PID, long(pid.into()));
    }
}

/// Runs an object's callback in this process, which was forked for that: `$pid` and `$pipe` are then this process's, and descriptors 0, 1 and 2 are
/// the pipe if the object redirects. See the module's head.
pub fn run_here(object: Object<'_>) -> Called {
    set_pid(object, std::process::id() as i32);
    let process = object::state::<Process>(object);
    let Ok(made) = process.made() else { return Called::Stopped };
    if let Some(pipe) = &made.pipe {
        made.side.set(Side::Worker);
        show_pipe(object, made);
        if made.redirects
            && let Some(fd) = pipe.fd(Side::Worker)
        {
            for target in 0..=2 {
                if let Err(error) = fd::replace(target, fd) {
                    crate::log::sys_warning(&error, format_args!("cannot redirect {target}"));
                }
            }
        }
    }
    match callback_of(object) {
        Some(callable) if made.in_coroutine.get() => {
            match runtime::create(callable, vec![convert::object(object)]) {
                Ok(_) => callback::settle(),
                Err(_) => Called::Stopped,
            }
        }
        Some(callable) => callback::call(&callable, &mut [convert::object(object)]),
        None => Called::Stopped,
    }
}

/// Refuses to fork where a child could not go on: in a coroutine, and beside threads.
///
/// # Errors
/// Throws.
pub(in crate::php) fn check_fork() -> Outcome {
    if server::core::in_threaded_master() {
        return Err(Exit::php_error("Swoole\\Process can't be used in master process"));
    }
    if runtime::is_inside() {
        return Err(Exit::error(
            ErrorCode::OPERATION_NOT_SUPPORT,
            "must be forked outside the coroutine",
        ));
    }
    Ok(())
}

/// The callback; none after a warning.
fn callback_of(object: Object<'_>) -> Option<Callable> {
    let value = object::property_of(&classes::SWOOLE_PROCESS, object, &CALLBACK);
    match Callable::resolve(&value) {
        Ok(callable) => Some(callable),
        Err(_) => {
            callback::warn(ext_php_rs::ffi::E_WARNING, "illegal callback function");
            None
        }
    }
}

/// `start(): int|bool`
pub fn start(call: &mut Call) -> Outcome<OrFalse<i64>> {
    call.args::<()>()?;
    let object = call.object();
    let process = call.this::<Process>();
    let made = process.made()?;
    let pid = made.pid.get();
    if pid != 0 && system_process::kill(pid, 0).is_ok() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "process has already been started"));
    }
    if callback_of(object).is_none() {
        last_error::set(ErrorCode::PHP_FATAL_ERROR);
        return Ok(OrFalse(None));
    }
    check_fork()?;
    match system_process::fork() {
        Ok(Forked::Parent(pid)) => {
            set_pid(object, pid);
            Ok(OrFalse(Some(pid.into())))
        }
        Ok(Forked::Child) => {
            forked::begin();
            forked::end(run_here(object))
        }
        Err(error) => Err(Exit::warn_failure(Failure::system("fork()", &error))),
    }
}

/// `set(array $settings): void`
pub fn set(call: &mut Call) -> Outcome {
    let (settings,) = call.args::<(&ZendHashTable,)>()?;
    let process = call.this::<Process>();
    let made = process.made()?;
    if let Some(on) = settings.get("enable_coroutine") {
        made.in_coroutine.set(convert::truthy(on));
    }
    Ok(())
}

/// `wait(bool $blocking = true): array|false`. In a coroutine others run meanwhile.
pub fn wait(call: &mut Call) -> Outcome<OrFalse<ZBox<ZendHashTable>>> {
    let (blocking,) = call.args::<(Opt<bool>,)>()?;
    if blocking.0.unwrap_or(true) && runtime::is_inside() {
        let (pid, status) = wait_for_child(None)?;
        return Ok(OrFalse(Some(describe(pid, status))));
    }
    let ended =
        if blocking.or(true) { children::wait_for_any().map(Some) } else { children::reap_any() };
    match ended {
        Ok(ended) => Ok(OrFalse(ended.map(|(pid, status)| describe(pid, status)))),
        Err(error) => Err(Exit::quiet(ErrorCode::from(&error))),
    }
}

/// A child that has ended, as `wait()` shows it.
pub(in crate::php) fn describe(pid: i32, status: ExitStatus) -> ZBox<ZendHashTable> {
    let mut table = ZendHashTable::new();
    convert::set(&mut table, &PID, long(pid.into()));
    convert::set(&mut table, &CODE, long(status.code.into()));
    convert::set(&mut table, &SIGNAL, long(status.signal.into()));
    table
}

/// `exit(int $exit_code = 0): void`
pub fn exit(call: &mut Call) -> Outcome<()> {
    let (code,) = call.args::<(Opt<i64>,)>()?;
    let process = call.this::<Process>();
    if process.made()?.pid.get() != std::process::id() as i32 {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "not current process"));
    }
    let code = code.or(0);
    let code = u8::try_from(code).unwrap_or_else(|_| {
        let why = format!("exit ret_code range is 0 to 255, {code} given: it is taken for 1");
        callback::warn(ext_php_rs::ffi::E_WARNING, &why);
        1
    });
    match code {
        0 => {
            forked::set_exit_status(0);
            forked::finish()
        }
        code => system_process::exit_now(code.into()),
    }
}
