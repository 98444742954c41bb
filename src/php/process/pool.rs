//! `Swoole\Process\Pool`: the class. [`core`] holds what the script asks for, [`master`] watches over the workers, [`worker`] is one.

mod core;
mod master;
mod worker;

use std::cell::OnceCell;
use std::io;
use std::rc::Rc;
use std::time::Duration;

use ext_php_rs::ffi::{self, zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};

use super::queue::{PERMISSIONS, Queue};
use crate::error::{ErrorCode, Failure};
use crate::log;
use crate::net::address::{Endpoint, SocketKind};
use crate::net::listener::{BindOptions, ListenOptions, Listener};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::{self, Callable};
use crate::php::callback::{self, Held};
use crate::php::convert;
use crate::php::coroutine::{options, runtime};
use crate::php::object::{self, Gc, Handlers, Native};
use crate::php::process::{check_fork, set_pid, wrap};
use crate::php::server::settings::from_php;
use crate::process::bus;
use crate::process::pipe::{Pipe, Side};
use crate::sys::process;
use core::{Core, Event, Ipc, Running};

/// How long a coroutine waits before it looks again whether a full pipe has room.
const RETRY: Duration = Duration::from_millis(1);
const BACKLOG: i64 = 2048;

/// Leaves the pool in a process that one of its callbacks has forked.
pub(in crate::php) fn leave_in_child() {
    core::leave_in_child();
}

/// The state of an object: empty until it is constructed.
#[derive(Default)]
pub struct Pool(OnceCell<Rc<Core>>);

static HANDLERS: Handlers = Handlers::new();

impl Native for Pool {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }

    fn gc(&self, gc: &mut Gc) {
        let Some(core) = self.0.get() else { return };
        core.callbacks().iter().for_each(|callable| callable.gc(gc));
        core.processes.borrow().values().for_each(|process| gc.add(process));
    }
}

impl Pool {
    fn core(&self) -> Outcome<Rc<Core>> {
        let constructed = self.0.get().map(Rc::clone);
        constructed
            .ok_or_else(|| Exit::error(ErrorCode::WRONG_OPERATION, "must call constructor first"))
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Pool>(class);
}

fn misuse(why: impl Into<String>) -> Exit {
    Exit::warn(ErrorCode::PHP_FATAL_ERROR, why)
}

fn invalid(why: impl Into<String>) -> Exit {
    Exit::throw(ErrorCode::INVALID_PARAMS, why)
}

fn unsupported(core: &Core) -> Exit {
    misuse(format!("unsupported ipc type[{}]", core.ipc.number()))
}

/// `__construct(int $worker_num, int $ipc_type = SWOOLE_IPC_NONE, int $msgqueue_key = 0, bool $enable_coroutine = false)`
pub fn construct(call: &mut Call) -> Outcome {
    let (workers, ipc, key, in_coroutine) = call.args::<(i64, Opt<i64>, Opt<i64>, Opt<bool>)>()?;
    let pool = call.this::<Pool>();
    if pool.0.get().is_some() {
        return Err(Exit::php_error(
            "Constructor of Swoole\\Process\\Pool can only be called once",
        ));
    }
    let Some(workers) = u16::try_from(workers).ok().filter(|workers| *workers > 0) else {
        return Err(Exit::throw(
            ErrorCode::NONE,
            if workers > 0 {
                format!("the parameter $worker_num must not be greater than {}", u16::MAX)
            } else {
                "the parameter $worker_num must be greater than 0".into()
            },
        ));
    };
    let ipc = ipc.or(0);
    let Some(ipc) = Ipc::from_number(ipc) else {
        return Err(invalid(format!("the parameter $ipc_type must be SWOOLE_IPC_*, {ipc} given")));
    };
    let key = key.or(0);
    let Ok(key) = i32::try_from(key) else {
        return Err(invalid(format!(
            "the parameter $msgqueue_key must fit into 32 bits, {key} given"
        )));
    };
    let core = Core::new(call.object(), workers.into(), ipc, key);
    core.in_coroutine.set(in_coroutine.or(false));
    // It was empty: looked at above.
    let _ = pool.0.set(core);
    Ok(())
}

/// `set(array $settings): void`
pub fn set(call: &mut Call) -> Outcome {
    let (settings,) = call.args::<(&ZendHashTable,)>()?;
    let core = call.this::<Pool>().core()?;
    let wanted: Vec<_> = settings
        .iter()
        .map(|(key, value)| {
            (String::try_from(key).unwrap_or_default().into_bytes(), from_php(value))
        })
        .collect();
    match core.ask(&wanted) {
        Ok(notices) => {
            notices.iter().for_each(|notice| callback::user_warning(&notice.to_string()));
        }
        // Nothing of it is taken over.
        Err(error) => callback::user_warning(&error.to_string()),
    }
    let in_coroutine = core.settings().in_coroutine;
    if let Some(on) = in_coroutine {
        core.in_coroutine.set(on);
    }
    // What is wrong with it was said above.
    let _ = options::take(settings);
    Ok(())
}

/// `on(string $name, callable $callback): bool`
pub fn on(call: &mut Call) -> Outcome<bool> {
    let (name, value) = call.args::<(&[u8], &Zval)>()?;
    let core = call.this::<Pool>().core()?;
    if core.running().is_some() {
        return Err(misuse("process pool is started. unable to register event callback function"));
    }
    let Some(event) = Event::named(name) else {
        let name = String::from_utf8_lossy(name);
        return Err(Exit::warn(
            ErrorCode::PHP_RUNTIME_NOTICE,
            format!("unknown event type[{name}]"),
        ));
    };
    if event == Event::Message && core.ipc == Ipc::None {
        return Err(invalid("cannot set `onMessage` event with ipc_type=0"));
    }
    match Callable::resolve(value) {
        Ok(callable) => core.set_callback(event, callable),
        Err(_) => {
            let name = callable::name_of(value);
            return Err(misuse(format!("function '{name}' is not callable")));
        }
    }
    Ok(true)
}

/// `listen(string $host, int $port = 0, int $backlog = 2048): bool`
pub fn listen(call: &mut Call) -> Outcome<bool> {
    let (host, port, backlog) = call.args::<(&[u8], Opt<i64>, Opt<i64>)>()?;
    let core = call.this::<Pool>().core()?;
    if core.running().is_some() {
        return Err(misuse("process pool is started. unable to listen"));
    }
    if core.ipc != Ipc::Sockets {
        return Err(unsupported(&core));
    }
    let host = String::from_utf8_lossy(host).into_owned();
    let (kind, address) = match host.strip_prefix("unix:") {
        Some(path) => (SocketKind::UnixStream, path.strip_prefix("//").unwrap_or(path)),
        None if host.contains(':') => (SocketKind::Tcp6, host.as_str()),
        None => (SocketKind::Tcp, host.as_str()),
    };
    let port = port.or(0);
    let failed = |error: &io::Error| {
        Exit::warn_failure(Failure::system(format!("listening on {host}:{port}"), error))
    };
    let endpoint = Endpoint::parse(kind, address, port).map_err(Exit::warn_failure)?;
    let listener =
        Listener::bind(kind, &endpoint, &BindOptions::default()).map_err(|error| failed(&error))?;
    let options = ListenOptions {
        backlog: backlog.or(BACKLOG).clamp(1, i32::MAX.into()) as i32,
        ..ListenOptions::default()
    };
    listener.listen(&options).map_err(|error| failed(&error))?;
    core.listeners.borrow_mut().push(Rc::new(listener));
    Ok(true)
}

/// `start(): ?false`
pub fn start(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    let core = call.this::<Pool>().core()?;
    if core.running().is_some() {
        return Err(misuse("process pool is started"));
    }
    if core::is_any_running() {
        return Err(Exit::throw(
            ErrorCode::WRONG_OPERATION,
            "A process pool instance has already been created and cannot be created again",
        ));
    }
    if crate::php::server::core::is_inside() {
        return Err(Exit::throw(
            ErrorCode::WRONG_OPERATION,
            "cannot create server and process pool instances simultaneously",
        ));
    }
    check_fork()?;
    let in_coroutine = core.in_coroutine.get();
    let needed = match core.ipc {
        Ipc::None => Some((Event::WorkerStart, "onWorkerStart")),
        _ if in_coroutine || core.callback(Event::WorkerStart).is_some() => None,
        _ => Some((Event::Message, "onMessage")),
    };
    if let Some((event, name)) = needed
        && core.callback(event).is_none()
    {
        callback::warn(ffi::E_ERROR, &format!("require '{name}' callback"));
        return Err(Exit::Pending);
    }
    if core.callback(Event::WorkerExit).is_some() && !in_coroutine {
        return Err(invalid("cannot set `onWorkerExit` without enable_coroutine"));
    }
    if core.ipc == Ipc::Sockets && core.listeners.borrow().is_empty() {
        log::warning_with(
            ErrorCode::WRONG_OPERATION,
            format_args!("must first listen to an tcp port"),
        );
        return Err(Exit::quiet(ErrorCode::WRONG_OPERATION));
    }
    let running = Running::new(&core, PERMISSIONS).map_err(|error| {
        Exit::throw_failure(Failure::system("making what a process pool shares", &error))
    })?;
    let running = Rc::new(running);
    core.set_running(Some(Rc::clone(&running)));
    master::run(&core, &running)
}

/// What the pool shares.
///
/// # Errors
/// A warning: it is not running.
fn started(core: &Core) -> Outcome<Rc<Running>> {
    core.running().ok_or_else(|| misuse("process pool is not started."))
}

/// `getProcess(int $work_id = -1): Swoole\Process|false`
pub fn get_process(call: &mut Call) -> Outcome<Held> {
    let (number,) = call.args::<(Opt<i64>,)>()?;
    let core = call.this::<Pool>().core()?;
    let number = number.or(-1);
    let own = core.worker().map(|worker| worker.place);
    let (Some(running), true) = (core.running(), number != -1 || own.is_some()) else {
        return Err(Exit::quiet(ErrorCode::WRONG_OPERATION));
    };
    let place = match own {
        Some(own) if number == -1 => own,
        _ => place_of(&core, number)?,
    };
    let pid = running.pid(place);
    let known = core.processes.borrow().get(&place).map(|held| Held::copy_of(held));
    if let Some(known) = known {
        if let Some(object) = object::of(&known) {
            set_pid(object, pid);
        }
        return Ok(known);
    }
    let side = if own == Some(place) { Side::Worker } else { Side::Master };
    let queue = running.queue.map(Queue::balanced);
    let made = wrap(running.pipes.get(place).cloned(), side, queue, place as i64, pid)?;
    core.processes.borrow_mut().insert(place, Held::copy_of(&made));
    let mut shown = ZendHashTable::new();
    let mut all: Vec<_> = core
        .processes
        .borrow()
        .iter()
        .map(|(place, held)| (*place, Held::copy_of(held).into_inner()))
        .collect();
    all.sort_by_key(|(place, _)| *place);
    for (place, process) in all {
        // Only a full memory makes this fail, and that ends the script.
        let _ = shown.insert_at_index(place as i64, process);
    }
    object::set_property(core.object(), &core::WORKERS, convert::array(shown));
    Ok(made)
}

fn place_of(core: &Core, number: i64) -> Outcome<usize> {
    usize::try_from(number).ok().filter(|place| *place < core.workers).ok_or_else(|| {
        Exit::warn(ErrorCode::INVALID_PARAMS, format!("invalid worker_id[{number}]"))
    })
}

/// `sendMessage(string $data, int $dst_worker_id): bool`
pub fn send_message(call: &mut Call) -> Outcome<bool> {
    let (data, number) = call.args::<(&[u8], i64)>()?;
    let core = call.this::<Pool>().core()?;
    let running = started(&core)?;
    if core.ipc != Ipc::Pipes {
        return Err(unsupported(&core));
    }
    let pipe = &running.pipes[place_of(&core, number)?];
    if data.is_empty() {
        return Err(misuse("the data to send is empty"));
    }
    let message_bus = core.settings().message_bus;
    let sent = if message_bus {
        let number = core.next_message();
        bus::cut(std::process::id(), number, data, &mut Vec::new(), |chunk| put(pipe, chunk))
    } else {
        put(pipe, data)
    };
    sent.map(|()| true)
}

/// Writes a datagram and waits for room: in a coroutine so that others go on.
fn put(pipe: &Pipe, bytes: &[u8]) -> Outcome {
    loop {
        let written = if runtime::is_inside() {
            pipe.try_write(Side::Master, bytes)
        } else {
            pipe.write(Side::Master, bytes)
        };
        match written {
            Ok(_) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock && runtime::is_inside() => {
                runtime::sleep(RETRY)?;
            }
            Err(error) => return Err(Exit::warn_failure(Failure::system("write()", &error))),
        }
    }
}

/// `write(string $data): bool`
pub fn write(call: &mut Call) -> Outcome<bool> {
    let (data,) = call.args::<(&[u8],)>()?;
    let core = call.this::<Pool>().core()?;
    if core.ipc != Ipc::Sockets {
        return Err(unsupported(&core));
    }
    if core.worker().is_some_and(|worker| worker.add_to_answer(data)) {
        return Ok(true);
    }
    Err(Exit::quiet(ErrorCode::INVALID_PARAMS))
}

/// `detach(): bool`
pub fn detach(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let core = call.this::<Pool>().core()?;
    let (Some(worker), Some(running)) = (core.worker(), core.running()) else {
        return Err(Exit::quiet(ErrorCode::WRONG_OPERATION));
    };
    let Some(tie) = running.tie.take() else {
        return Err(Exit::quiet(ErrorCode::WRONG_OPERATION));
    };
    let cut = tie.cut();
    let told = running.notes.write(Side::Master, &std::process::id().to_ne_bytes());
    cut.and(told.map(|_| ()))
        .map_err(|error| Exit::warn_failure(Failure::system("leaving the process pool", &error)))?;
    worker.leave();
    Ok(true)
}

/// `stop(): void`
pub fn stop(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    let core = call.this::<Pool>().core()?;
    if let Some(worker) = core.worker().filter(|_| core.in_coroutine.get()) {
        worker.stop_messages();
    }
    Ok(())
}

/// `shutdown(): bool`
pub fn shutdown(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let core = call.this::<Pool>().core()?;
    let Some(running) = core.running() else {
        return Err(invalid("The process pool is not started"));
    };
    if let Some(worker) = core.worker() {
        worker.take_stop_signal();
    }
    match process::kill(running.master, libc::SIGTERM) {
        Ok(()) => Ok(true),
        Err(error) => Err(Exit::warn_failure(Failure::system("ending the process pool", &error))),
    }
}
