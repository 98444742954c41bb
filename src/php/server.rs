//! `Swoole\Server`: its making, configuration, start and end. Methods on sessions, for looking at things and for messages are in the files of
//! these names beside it; [`core`] holds what an object has, [`app`] calls the script.

mod app;
pub mod core;
pub mod event;
pub mod events;
pub mod helper;
mod inspect;
mod messages;
pub mod packet;
pub mod pipe_message;
pub mod port;
pub(in crate::php) mod room;
mod sessions;
pub(in crate::php) mod settings;
pub mod status_info;
pub mod task;
pub mod task_result;
mod task_waits;
mod tasks;

pub use inspect::{
    client_info, get_client_info, get_client_list, get_last_error, get_manager_pid, get_master_pid,
    get_worker_id, get_worker_pid, get_worker_status, heartbeat, stats,
};
pub use messages::{add_command, command, send_message};
pub use sessions::{
    bind, close, confirm, exists, pause, protect, resume, send, sendfile, sendto, sendwait,
};
pub use tasks::{finish, task, task_co, task_wait_multi, taskwait};

use self::app::PhpApp;
use self::core::{
    AddPortError, CONNECTIONS, HOST, MODE, PORT, PORTS, PortCore, SSL, ServerCore, Speaks, Stage,
    TYPE,
};
use crate::error::{ErrorCode, Failure};
use crate::log;
use crate::net::address::SSL_FLAG;
use crate::net::listener::{BindOptions, Listener};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::{self, Callable};
use crate::php::callback::{self, Held};
use crate::php::convert::{self, OrFalse, long};
use crate::php::coroutine::{options, runtime};
use crate::php::object::{self, Gc, Handlers, Native, Object};
use crate::php::{classes, connection, exit, forked, looping, process, socket_object};
use crate::protocol::{LengthFn, LengthVerdict};
use crate::server::app::App;
use crate::server::port::Port as EnginePort;
use crate::server::shared::Mode;
use crate::server::{Ended, Here, Plan, run};
use crate::settings::{Env, LogSettings, Place, PortSettings, ServerSettings};
use crate::sys::{affinity, process as system_process};
use events::Event;
use ext_php_rs::ffi::{self, zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};
use std::cell::{Cell, OnceCell};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

/// The state of a server object: its core, once it has been constructed.
pub struct Server {
    /// The object that this is the state of.
    object: *mut zend_object,
    core: OnceCell<Rc<ServerCore>>,
}

static HANDLERS: Handlers = Handlers::new();

thread_local! {
    /// There is one server to a process, as in the reference.
    static EXISTS: Cell<bool> = const { Cell::new(false) };
}

impl Native for Server {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(object: *mut zend_object) -> Self {
        Self { object, core: OnceCell::new() }
    }

    fn gc(&self, gc: &mut Gc) {
        let Some(core) = self.core.get() else { return };
        core.callbacks.gc(gc);
        for callable in core.wishes.callables.borrow().values() {
            callable.gc(gc);
        }
        for callable in core.task_callbacks.borrow().values() {
            callable.gc(gc);
        }
        for process in core.users.borrow().iter() {
            gc.add(process);
        }
        for port in core.ports.borrow().iter() {
            gc.add(&port.object);
            port.callbacks.gc(gc);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.core.get().is_some_and(|core| core.stage.get() != Stage::Ended) {
            EXISTS.set(false);
        }
    }
}

impl Server {
    /// The core.
    ///
    /// # Errors
    /// The constructor has not been called: a fatal error, as of a subclass that forgot its parent's.
    pub fn core(&self) -> Outcome<Rc<ServerCore>> {
        if let Some(core) = self.core.get() {
            return Ok(Rc::clone(core));
        }
        // SAFETY: the state lives in the object, which has a class.
        let class = unsafe { convert::bytes_of((*(*self.object).ce).name) };
        callback::warn(
            ffi::E_ERROR,
            &format!(
                "Invalid instance of {}: its constructor has not been called",
                String::from_utf8_lossy(class)
            ),
        );
        Err(Exit::Pending)
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Server>(class);
}

/// `__construct(string $host = '0.0.0.0', int $port = 0, int $mode = SWOOLE_BASE, int $sock_type = SWOOLE_SOCK_TCP)`
pub fn construct(call: &mut Call) -> Outcome {
    let (host, port, mode, kind) = call.args::<(Opt<&[u8]>, Opt<i64>, Opt<i64>, Opt<i64>)>()?;
    if call.count() == 0 {
        return Err(too_few_arguments());
    }
    let server = call.this::<Server>();
    if server.core.get().is_some() {
        return Err(Exit::php_error("Constructor of Swoole\\Server can only be called once"));
    }
    let mode = match mode.or(MODE_BASE) {
        MODE_BASE => Mode::Base,
        MODE_PROCESS => Mode::Process,
        other => return Err(Exit::php_error(format!("invalid $mode parameters {other}"))),
    };
    if EXISTS.get() {
        return Err(Exit::throw(
            ErrorCode(-3),
            "server is running. unable to create Swoole\\Server",
        ));
    }
    let object = call.object();
    let (host, port, kind) = (host.or(b"0.0.0.0"), port.or(0), kind.or(1));
    let core = ServerCore::new(object, mode, speaks(object));
    let passed = host == PASSED;
    if passed {
        core.take_over_ports().map_err(|error| match error {
            AddPortError::Php(exit) => exit,
            AddPortError::Failure(failure) => {
                Exit::php_error(format!("failed to add systemd socket: {}", failure.message))
            }
        })?;
    } else {
        core.add_port(host, port, kind).map_err(|error| match error {
            AddPortError::Php(exit) => exit,
            AddPortError::Failure(failure) => cannot_listen(host, port, &failure),
        })?;
    }
    let first = first_port(&core);
    let bound = i64::from(first.listener.borrow().local().port());
    object::set_property(object, &HOST, convert::string(first.host.as_bytes()));
    object::set_property(object, &PORT, long(bound));
    let number = if passed { first.kind.number() } else { kind & !SSL_FLAG };
    object::set_property(object, &TYPE, long(number));
    object::set_property(object, &SSL, convert::boolean(first.ssl));
    object::set_property(
        object,
        &MODE,
        long(if mode == Mode::Base { MODE_BASE } else { MODE_PROCESS }),
    );
    object::set_property(object, &CONNECTIONS, connection::iterator::of_server(&core)?);
    EXISTS.set(true);
    // It was empty: looked at above.
    let _ = server.core.set(core);
    let core = server.core()?;
    show_ports(&core);
    Ok(())
}

/// The host that stands for the sockets which the process was started with.
const PASSED: &[u8] = b"SYSTEMD";
const MODE_BASE: i64 = 1;
const MODE_PROCESS: i64 = 2;

/// What the ports of a server of that class speak unless told otherwise.
fn speaks(object: Object<'_>) -> Speaks {
    let is = |class: *mut zend_class_entry| {
        // SAFETY: both are registered classes.
        object.class() == class || unsafe { ffi::instanceof_function_slow(object.class(), class) }
    };
    match () {
        () if is(classes::SWOOLE_WEB_SOCKET_SERVER.get()) => Speaks::WebSocket,
        () if is(classes::SWOOLE_HTTP_SERVER.get()) => Speaks::Http,
        () => Speaks::Packages,
    }
}

fn too_few_arguments() -> Exit {
    Exit::argument_count("Swoole\\Server::__construct() expects at least 1 argument, 0 given")
}

fn cannot_listen(host: &[u8], port: i64, failure: &Failure) -> Exit {
    if failure.code == ErrorCode::SERVER_INVALID_LISTEN_PORT {
        log::error_with(failure.code, format_args!("{}", failure.message));
    }
    let host = String::from_utf8_lossy(host);
    let text = match failure.code.row() {
        Some(row) => row.sentence.to_owned(),
        None => failure.message.clone(),
    };
    Exit::throw(
        failure.code,
        format!("failed to listen server port[{host}:{port}], Error: {text}[{}]", failure.code.0),
    )
}

/// Puts the port objects into `$ports`.
fn show_ports(core: &ServerCore) {
    let mut list = ZendHashTable::new();
    for port in core.ports.borrow().iter() {
        convert::push(&mut list, Held::copy_of(&port.object).into_inner());
    }
    object::set_property(core.object(), &PORTS, convert::array(list));
}

/// `listen(string $host, int $port, int $sock_type): Server\Port|false`
pub fn listen(call: &mut Call) -> Outcome<Held> {
    let (host, port, kind) = call.args::<(&[u8], i64, i64)>()?;
    let core = call.this::<Server>().core()?;
    if core.stage.get() == Stage::Running {
        return Err(Exit::warn(ErrorCode::NONE, "server is running, cannot add listener"));
    }
    let added = core.add_port(host, port, kind).map_err(|error| match error {
        AddPortError::Php(exit) => exit,
        // A script may try one port after the other: the last error says why.
        AddPortError::Failure(failure) => Exit::quiet(failure.code),
    })?;
    show_ports(&core);
    Ok(Held::copy_of(&added.object))
}

/// Resolves what a script sets for an event.
///
/// # Errors
/// A `Swoole\Exception` that names the event, the callback, and why it cannot be called. Its first words are what programs know.
pub fn resolve_callback(event: Event, value: &Zval) -> Outcome<Callable> {
    Callable::resolve_public(value).map_err(|why| {
        let (name, event_name) = (callable::name_of(value), event.name());
        let class = if event.is_of_port() { r"Swoole\Server\Port" } else { r"Swoole\Server" };
        let message = format!(
            "{class}::on(): function '{name}' is not callable, for event '{event_name}': {why}"
        );
        Exit::throw(ErrorCode::INVALID_PARAMS, message)
    })
}

/// `on(string $event_name, callable $callback): bool`
pub fn on(call: &mut Call) -> Outcome<bool> {
    let (name, callback) = call.args::<(&[u8], &Zval)>()?;
    let core = call.this::<Server>().core()?;
    if core.stage.get() == Stage::Running {
        return Err(Exit::warn(
            ErrorCode::NONE,
            "server is running, unable to register event callback function",
        ));
    }
    match Event::named(name) {
        Some(event) if !event.is_of_port() => {
            core.callbacks.set(event, resolve_callback(event, callback)?);
            Ok(true)
        }
        _ => first_port(&core).set_callback(name, callback),
    }
}

fn first_port(core: &ServerCore) -> Rc<PortCore> {
    Rc::clone(&core.ports.borrow()[0])
}

/// `getCallback(string $event_name): Closure|array|string|null`
pub fn get_callback(call: &mut Call) -> Outcome<Option<Held>> {
    let (name,) = call.args::<(&[u8],)>()?;
    let core = call.this::<Server>().core()?;
    let own = Event::named(name).and_then(|event| core.callbacks.get(event));
    Ok(match own {
        Some(callable) => Some(Held::copy_of(callable.value())),
        None => first_port(&core).callback(name),
    })
}

/// `set(array $settings): bool`
pub fn set(call: &mut Call) -> Outcome<bool> {
    let (settings,) = call.args::<(&ZendHashTable,)>()?;
    let core = call.this::<Server>().core()?;
    if core.stage.get() == Stage::Running {
        return Err(Exit::warn(
            ErrorCode::NONE,
            "server is running, unable to execute Swoole\\Server->set",
        ));
    }
    core.wishes.take(Place::Server, settings, core.object())?;
    let first = first_port(&core);
    if let Some(port) = object::of(&first.object) {
        object::set_property(
            port,
            &settings::SETTING,
            object::property(core.object(), &settings::SETTING).into_inner(),
        );
    }
    let asked = core.wishes.asked.borrow();
    first.check(&asked)?;
    apply_log(&LogSettings::resolve(&asked))?;
    // What is wrong with it was said above.
    let _ = options::take(settings);
    Ok(true)
}

fn apply_log(settings: &LogSettings) -> Outcome {
    log::set_level(log::Level::filter_from_number(settings.level.into()));
    log::set_rotation(log::Rotation::from_number(settings.rotation.into()));
    log::set_microseconds(settings.with_microseconds);
    log::set_date_format(&String::from_utf8_lossy(&settings.date_format))
        .map_err(Exit::warn_failure)?;
    let path = settings.file.as_ref().map(|path| Path::new(OsStr::from_bytes(path)));
    log::set_file(path).map_err(Exit::throw_failure)
}

/// `start(): bool`
pub fn start(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let server = call.this::<Server>();
    let core = server.core()?;
    match core.stage.get() {
        Stage::Made => {}
        stage => {
            let why = if stage == Stage::Running { "is running" } else { "have been shutdown" };
            return Err(Exit::warn(
                ErrorCode::PHP_FATAL_ERROR,
                format!("The server {why}, unable to execute Swoole\\Server->start()"),
            ));
        }
    }
    if looping::current_if_any().is_some() || runtime::is_inside() {
        // What is registered there would be lost, and its coroutines could never be woken.
        let class = call.object().class_name();
        let why = format!("The event-loop has already been created, unable to start {class}");
        return Err(Exit::warn(ErrorCode::WRONG_OPERATION, why));
    }
    check_callbacks(&core)?;
    let plan = plan(&core)?;
    core.stage.set(Stage::Running);
    looping::teardown();
    crate::reactor::discard();
    looping::suppress(true);
    let app: Rc<dyn App> = Rc::new(PhpApp::new(&core));
    let inside = Rc::clone(&core);
    let became = move |here: Here| inside.become_here(here);
    exit::in_server(true);
    let starter = std::process::id();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| run(plan, &app, &became))).unwrap_or_else(
        |payload| {
            if std::process::id() != starter {
                // Not to go on with the script as if this process had never started a server.
                log::error(format_args!("an internal error ends this process"));
                system_process::exit_now(255);
            }
            panic::resume_unwind(payload)
        },
    );
    exit::in_server(false);
    let was_user_process = matches!(core.here(), Some(Here::User(_)));
    // However it has ended: nobody else answers who waits for this process.
    crate::php::http::give_up_all();
    core.leave();
    // This one has had its time: the script may make another, at the same address.
    EXISTS.set(false);
    let others = core.shared().into_iter().flat_map(|shared| &shared.ports);
    let others = others.map(EnginePort::release_others);
    let ports = core.ports.borrow();
    let own = ports.iter().map(|port| port.listener.borrow().release());
    for released in own.chain(others) {
        if let Err(error) = released {
            log::sys_warning(&error, format_args!("an address stays taken"));
        }
    }
    looping::teardown();
    crate::reactor::discard();
    looping::suppress(false);
    let halted = self::core::has_halted();
    match ended {
        Err(failure) if !halted => Err(Exit::throw_failure(failure)),
        // It is a script's own process, and ends as a script does.
        Ok(Ended::InChild(status)) if !halted && was_user_process => {
            forked::set_exit_status(status);
            forked::finish()
        }
        Ok(Ended::InChild(status)) if !halted => {
            let _ = callback::guard(|| {
                // SAFETY: the output layer is up for as long as the request is; what a script has buffered would be lost.
                unsafe { ffi::php_output_end_all() }
            });
            system_process::exit_now(status)
        }
        Ok(Ended::InStarter) if !halted => Ok(true),
        _ => Err(Exit::Pending),
    }
}

/// Writes the fatal error that ends a worker to the log; for the end of a request.
pub fn log_fatal_error() {
    const FATAL: u32 = ffi::E_ERROR
        | ffi::E_CORE_ERROR
        | ffi::E_COMPILE_ERROR
        | ffi::E_USER_ERROR
        | ffi::E_RECOVERABLE_ERROR
        | ffi::E_PARSE;
    if !self::core::serves() {
        return;
    }
    // SAFETY: the process globals live as long as the engine, and PHP frees what they hold of the last error after the modules' part of the end.
    let globals = unsafe { &*ffi::ext_php_rs_process_globals() };
    if globals.last_error_type as u32 & FATAL == 0 || globals.last_error_message.is_null() {
        return;
    }
    // SAFETY: as above; message and file are set together.
    let text = |string| String::from_utf8_lossy(unsafe { convert::bytes_of(string) });
    let (message, file) = (text(globals.last_error_message), text(globals.last_error_file));
    log::write_with(
        log::Level::Error,
        "php_swoole_server_rshutdown",
        ErrorCode::PHP_FATAL_ERROR,
        format_args!("Fatal error: {message} in {file} on line {}", globals.last_error_lineno),
    );
}

/// Every port needs the callback without which it is of no use.
fn check_callbacks(core: &ServerCore) -> Outcome {
    for port in core.ports.borrow().iter() {
        let speaks = core.port_speaks(port);
        let needed = match speaks {
            _ if !port.kind.is_stream() && !port.ssl => Event::Packet,
            Speaks::WebSocket if core.speaks != Speaks::Packages => Event::Message,
            Speaks::Http if core.speaks != Speaks::Packages => Event::Request,
            _ => Event::Receive,
        };
        // What a server speaks that is none of that kind it may get either way.
        let own = match speaks {
            _ if !port.kind.is_stream() || needed != Event::Receive => None,
            Speaks::WebSocket => Some(Event::Message),
            Speaks::Http => Some(Event::Request),
            Speaks::Packages => None,
        };
        let has = |event| core.port_callback(port.index, event).is_some();
        if !has(needed) && !own.is_some_and(has) {
            callback::warn(ffi::E_ERROR, &format!("require on{} callback", needed.name()));
            return Err(Exit::Pending);
        }
    }
    let has_tasks = core.wishes.asked.borrow().size("task_worker_num") > 0;
    if has_tasks && !core.callbacks.has(Event::Task) {
        let missing = "require 'onTask' callback";
        log::error_with(ErrorCode::SERVER_INVALID_CALLBACK, format_args!("{missing}"));
        callback::warn(ffi::E_ERROR, &format!("failed to start server. Error: {missing}"));
        return Err(Exit::Pending);
    }
    Ok(())
}

/// Works out what the settings mean.
fn plan(core: &Rc<ServerCore>) -> Outcome<Plan> {
    let misuse = |error: crate::settings::SettingError| {
        Exit::throw(ErrorCode::INVALID_PARAMS, error.to_string())
    };
    let asked = core.wishes.asked.borrow();
    let max_open_files = nix::sys::resource::getrlimit(nix::sys::resource::Resource::RLIMIT_NOFILE)
        .map_or(1024, |(soft, _)| soft);
    let env =
        Env { cpus: affinity::cpu_count(), max_open_files, base_mode: core.mode == Mode::Base };
    let (mut settings, adjusted) = ServerSettings::resolve(&asked, &env).map_err(misuse)?;
    for adjustment in adjusted {
        log::warning(format_args!("{adjustment}"));
    }
    core.event_object.set(settings.event_object);
    core.task_object.set(settings.task_use_object);
    let mut ports = Vec::new();
    for port in core.ports.borrow().iter() {
        let own = port.wishes.asked.borrow();
        let (wishes, asked_here) =
            if port.configured.get() { (&port.wishes, &own) } else { (&core.wishes, &asked) };
        let resolved = PortSettings::resolve(asked_here, &asked).map_err(misuse)?;
        let length_func =
            wishes.callable("package_length_func").map(|callable| length_func(&callable));
        // The script takes part in framing or dispatch, which must happen where PHP may run.
        settings.single_thread |= length_func.is_some();
        match settings.enable_reuse_port {
            true if !port.shares => share_port(port)?,
            false if port.shares => return Err(in_use(port)),
            _ => {}
        }
        let mut made = EnginePort::new(Arc::clone(&port.listener.borrow()), resolved, length_func);
        if port.ssl {
            made.encrypt().map_err(|error| Exit::throw(error.code(), error.to_string()))?;
        }
        let is_spread = settings.enable_reuse_port && core.mode == Mode::Base;
        if is_spread && port.kind.is_stream() && !port.kind.is_unix() {
            made.spread(settings.worker_num as u16).map_err(|error| cannot_share(port, &error))?;
        }
        ports.push(made);
    }
    settings.single_thread |= settings.has_dispatch_func;
    show_settings(core, &settings);
    let users = core.users.borrow().len() as u16;
    Ok(Plan { mode: core.mode, settings, ports, users })
}

/// Another server has the port, and this one has not asked to share it.
fn in_use(port: &PortCore) -> Exit {
    let number = port.listener.borrow().local().port();
    let failure = Failure {
        code: ErrorCode(libc::EADDRINUSE),
        message: crate::sys::host::errno_text(libc::EADDRINUSE),
    };
    cannot_listen(port.host.as_bytes(), number.into(), &failure)
}

fn cannot_share(port: &PortCore, error: &std::io::Error) -> Exit {
    let local = port.listener.borrow().local().clone();
    Exit::throw_failure(Failure::system(format!("sharing {local}"), error))
}

/// Binds a port again, so that other servers that ask for it may share its number. Known only now, since `set()` comes after the constructor.
fn share_port(port: &PortCore) -> Outcome {
    if port.kind.is_unix() {
        return Ok(());
    }
    let local = port.listener.borrow().local().clone();
    let options = BindOptions { reuse_port: true, ..BindOptions::default() };
    let shared =
        Listener::bind(port.kind, &local, &options).map_err(|error| cannot_share(port, &error))?;
    port.listener.replace(Arc::new(shared));
    Ok(())
}

/// A `package_length_func` as the engine calls it: in the thread that runs PHP, since it makes the server single-threaded.
fn length_func(callable: &Rc<Callable>) -> Arc<LengthFn> {
    struct OnPhpThread(Rc<Callable>);
    // SAFETY: the function is called by the thread that owns sessions, and a server with such a function has but the one that runs PHP
    // (`plan` sets single_thread); other threads only hold the reference and never count or drop it.
    unsafe impl Send for OnPhpThread {}
    // SAFETY: as above.
    unsafe impl Sync for OnPhpThread {}
    impl OnPhpThread {
        fn ask(&self, bytes: &[u8]) -> LengthVerdict {
            let called = callback::call_with(&self.0, || [convert::string(bytes)]);
            match called.returned().and_then(|length| length.long()) {
                Some(length) => LengthVerdict::from(length),
                None => LengthVerdict::from(-1),
            }
        }
    }
    let func = OnPhpThread(Rc::clone(callable));
    Arc::new(move |bytes: &[u8]| func.ask(bytes))
}

/// Adds what the engine has worked out to `$setting`.
fn show_settings(core: &ServerCore, settings: &ServerSettings) {
    let mut shown = object::property(core.object(), &settings::SETTING)
        .array()
        .map(ToOwned::to_owned)
        .unwrap_or_default();
    for (name, value) in [
        ("worker_num", settings.worker_num as i64),
        ("task_worker_num", settings.task_worker_num as i64),
        ("output_buffer_size", settings.output_buffer_size as i64),
        ("max_connection", settings.max_connection as i64),
    ] {
        // Only a full memory makes this fail, and that ends the script.
        let _ = shown.insert(name, value);
    }
    object::set_property(core.object(), &settings::SETTING, convert::array(shown));
}

/// `shutdown(): bool`
pub fn shutdown(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let core = call.this::<Server>().core()?;
    let Some(shared) = core.shared().filter(|_| core.here().is_some()) else { return Ok(false) };
    let starter = shared.server().starter_pid.load(std::sync::atomic::Ordering::Relaxed);
    signal(starter, libc::SIGTERM)
}

/// `reload(bool $only_reload_taskworker = false): bool`
pub fn reload(call: &mut Call) -> Outcome<bool> {
    let (tasks_only,) = call.args::<(Opt<bool>,)>()?;
    let core = call.this::<Server>().core()?;
    let actor = core.actor()?;
    let manager = actor.shared.manager_pid();
    if manager == 0 {
        return Err(Exit::quiet(ErrorCode::OPERATION_NOT_SUPPORT));
    }
    signal(manager, if tasks_only.or(false) { libc::SIGUSR2 } else { libc::SIGUSR1 })
}

/// `stop(int $workerId = -1): bool`
pub fn stop(call: &mut Call) -> Outcome<bool> {
    let (number,) = call.args::<(Opt<i64>,)>()?;
    let core = call.this::<Server>().core()?;
    let actor = core.actor()?;
    let number = number.or(-1);
    let own = core.worker_id().map(|id| i64::from(id.0));
    if number == -1 || own == Some(number) {
        let Some(Here::Worker(worker)) = core.here() else {
            return Err(Exit::quiet(ErrorCode::WRONG_OPERATION));
        };
        let leaving = Rc::clone(&worker);
        worker.actor.reactor.defer(move |_| leaving.leave());
        return Ok(true);
    }
    let worker =
        u16::try_from(number).ok().filter(|number| *number < actor.shared.actors.processes());
    let Some(worker) = worker else { return Err(Exit::quiet(ErrorCode::INVALID_PARAMS)) };
    let pid = actor
        .shared
        .actor(crate::ids::ActorId(worker))
        .pid
        .load(std::sync::atomic::Ordering::Relaxed);
    signal(pid, libc::SIGTERM)
}

fn signal(pid: i32, signal: i32) -> Outcome<bool> {
    system_process::kill(pid, signal).map_err(|error| {
        Exit::warn_failure(Failure::system(format!("sending a signal to process {pid}"), &error))
    })?;
    Ok(true)
}

/// `getSocket(int $port = 0): Socket|false`
pub fn get_socket(call: &mut Call) -> Outcome<Held> {
    let (number,) = call.args::<(Opt<i64>,)>()?;
    let core = call.this::<Server>().core()?;
    let number = number.or(0);
    let ports = core.ports.borrow();
    let port = ports
        .iter()
        .find(|port| number == 0 || i64::from(port.listener.borrow().local().port()) == number);
    match port {
        Some(port) => socket_object::of_listener(&port.listener.borrow()),
        None => Err(Exit::quiet(ErrorCode::INVALID_PARAMS)),
    }
}

/// User processes that a server has at most.
const USERS_MAX: usize = 1000;

/// `addProcess(Swoole\Process $process): int|false`
pub fn add_process(call: &mut Call) -> Outcome<OrFalse<i64>> {
    let (process,) = call.args::<(&Zval,)>()?;
    let core = call.this::<Server>().core()?;
    if core.stage.get() != Stage::Made {
        return Err(Exit::warn(ErrorCode::NONE, "server is running, cannot add process"));
    }
    let Some(object) = process::of(process) else {
        return Err(Exit::type_error(
            "Swoole\\Server::addProcess(): Argument #1 ($process) must be a constructed Swoole\\Process",
        ));
    };
    let number = core.users.borrow().len();
    if number >= USERS_MAX {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            format!("a server has at most {USERS_MAX} user processes"),
        ));
    }
    core.users.borrow_mut().push(Held::copy_of(process));
    process::set_id(object, number as i64);
    Ok(OrFalse(Some(number as i64)))
}
