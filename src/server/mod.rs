//! The server: master, reactor threads, manager, workers, and what they share. Knows nothing of PHP but the trait [`app::App`].
//!
//! ```text
//! PROCESS   start() = master ──fork──> manager ──fork──> workers ...        BASE, several   start() = manager ──fork──> workers
//!                       └─ reactor threads                                  BASE, one       start() = worker
//! ```

pub mod actor;
pub mod actors;
pub mod app;
pub mod certificates;
pub mod command;
mod connection;
mod dispatch;
mod inbox;
pub mod manager;
pub mod master;
pub mod overtime;
mod owner;
pub mod port;
mod queue_reader;
mod reactor_thread;
pub mod replies;
pub mod room;
pub mod session_table;
pub mod shared;
mod sockets;
pub mod stats;
pub mod task;
pub mod task_queue;
mod task_worker;
pub mod user_process;
mod wire;
pub mod worker;

pub use dispatch::DispatchMode;
pub use owner::Share;

use crate::error::{ErrorCode, Failure};
use crate::ids::ActorId;
use crate::log;
use crate::process::identity::{self, Identity, Resolved};
use crate::reactor;
use crate::settings::ServerSettings;
use crate::sys::process::{self, Forked};
use crate::sys::{affinity, signal};
use actor::Actor;
use actors::{Actors, Kind};
use app::App;
use manager::{Manager, Outcome};
use master::Master;
use nix::sys::signal::Signal;
use port::Port;
use shared::{Mode, Shared};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use user_process::UserProcess;
use worker::Worker;

/// A server before it starts.
#[derive(Debug)]
pub struct Plan {
    /// Who owns the sessions.
    pub mode: Mode,
    /// What the settings mean.
    pub settings: ServerSettings,
    /// The bound sockets.
    pub ports: Vec<Port>,
    /// How many user processes.
    pub users: u16,
}

/// What this process is in a server that runs.
#[derive(Clone)]
pub enum Here {
    /// The master of PROCESS mode.
    Master(Rc<Master>),
    /// The manager.
    Manager(Rc<Manager>),
    /// A worker.
    Worker(Rc<Worker>),
    /// A user process.
    User(Rc<UserProcess>),
}

impl Here {
    /// How it reaches the others.
    pub fn actor(&self) -> &Rc<Actor> {
        match self {
            Self::Master(master) => &master.actor,
            Self::Manager(manager) => &manager.actor,
            Self::Worker(worker) => &worker.actor,
            Self::User(process) => &process.actor,
        }
    }
}

/// Where [`run`] returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// In the process that called it: the server has ended.
    InStarter,
    /// In a process that was forked meanwhile: it must end now, with this status.
    InChild(i32),
}

impl Plan {
    /// Whether the calling process can do it all: one BASE worker, and nothing else to fork or to replace.
    fn is_single(&self) -> bool {
        self.mode == Mode::Base
            && self.settings.worker_num == 1
            && self.settings.task_worker_num == 0
            && self.users == 0
            && self.settings.max_request == 0
    }
}

/// Runs a server. `became` is told what this process is as soon as scripts may call the server from it, in every process anew.
///
/// # Errors
/// When it cannot start: nothing of it is left then.
pub fn run(plan: Plan, app: &Rc<dyn App>, became: &dyn Fn(Here)) -> Result<Ended, Failure> {
    // Before the server is a daemon, which can tell nobody that it refuses to start.
    let pid_file = PidFile::open(plan.settings.pid_file.as_deref())?;
    let identity = identity(&plan.settings).resolve()?;
    if plan.settings.daemonize {
        if plan.settings.log.file.is_some() {
            log::redirect_output().map_err(|error| {
                Failure::system("redirecting the output to the log file", &error)
            })?;
        }
        identity::daemonize(plan.settings.log.file.is_some())?;
    }
    for port in &plan.ports {
        port.listen().map_err(|error| {
            Failure::system(format!("listening on {}", port.listener.local()), &error)
        })?;
    }
    for ignored in [Signal::SIGPIPE, Signal::SIGHUP] {
        signal::ignore(ignored, true);
    }
    let single = plan.is_single();
    let shared = share(plan)?;
    let own_pid = std::process::id() as i32;
    let server = shared.server();
    server.starter_pid.store(own_pid, Relaxed);
    if shared.mode == Mode::Process || single {
        server.master_pid.store(own_pid, Relaxed);
    }
    let pid_file = pid_file.map(PidFile::write).transpose()?;
    let launch = Launch { shared, app, became, identity };
    let ended = match launch.shared.mode {
        Mode::Base if single => launch.single(),
        Mode::Base => launch.base(),
        Mode::Process => launch.process(),
    };
    // In a child the files are the starter's.
    drop(pid_file);
    if !matches!(ended, Ok(Ended::InChild(_))) {
        launch.shared.ports.iter().for_each(|port| port.listener.remove_file());
        if let Some(will) = launch.shared.last_will() {
            will.execute();
        }
    }
    ended.map_err(|error| Failure::system("running the server", &error))
}

fn share(plan: Plan) -> Result<Arc<Shared>, Failure> {
    let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX / 5);
    let threads = plan.mode == Mode::Process && !plan.settings.single_thread;
    let actors = Actors {
        workers: count(plan.settings.worker_num),
        tasks: count(plan.settings.task_worker_num),
        users: plan.users,
        // The main thread plays reactor thread 0 if there is no thread for it.
        reactors: match plan.mode {
            Mode::Base => 0,
            Mode::Process if threads => count(plan.settings.reactor_num),
            Mode::Process => 1,
        },
    };
    Shared::new(plan.mode, actors, plan.ports, plan.settings).map_err(|error| {
        Failure::system("setting up the server's shared memory and sockets", &error)
    })
}

fn identity(settings: &ServerSettings) -> Identity {
    let text = |bytes: &Option<Vec<u8>>| {
        bytes.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    };
    Identity {
        user: text(&settings.user),
        group: text(&settings.group),
        chroot: text(&settings.chroot),
    }
}

struct Launch<'a> {
    shared: Arc<Shared>,
    app: &'a Rc<dyn App>,
    became: &'a dyn Fn(Here),
    identity: Resolved,
}

impl Launch<'_> {
    fn process(&self) -> io::Result<Ended> {
        let parent = std::process::id() as i32;
        let signals = Master::signals()?;
        // Before any thread is started: the manager's children inherit no lock that a thread holds.
        match process::fork()? {
            Forked::Parent(manager) => {
                self.shared.server().manager_pid.store(manager, Relaxed);
                log::set_role(self.shared.actors.role(self.shared.actors.master()));
                let master =
                    Master::new(&self.shared, &reactor::current()?, self.app, manager, signals);
                (self.became)(Here::Master(Rc::clone(&master)));
                master.run()?;
                Ok(Ended::InStarter)
            }
            Forked::Child => {
                signals.leave_blocked();
                let served = worker::after_fork(&self.shared, self.shared.actors.manager(), parent)
                    .and_then(|()| self.manage());
                Ok(match served {
                    Ok(Ended::InChild(status)) => Ended::InChild(status),
                    Ok(Ended::InStarter) => Ended::InChild(0),
                    Err(error) => failed(&error),
                })
            }
        }
    }

    fn base(&self) -> io::Result<Ended> {
        log::set_role(self.shared.actors.role(self.shared.actors.manager()));
        self.manage()
    }

    /// The life of a manager; returns in its children too.
    fn manage(&self) -> io::Result<Ended> {
        self.shared.server().manager_pid.store(std::process::id() as i32, Relaxed);
        let manager = Manager::new(&self.shared, &reactor::current()?, self.app);
        (self.became)(Here::Manager(Rc::clone(&manager)));
        match manager.run()? {
            Outcome::Ended => Ok(Ended::InStarter),
            Outcome::Became(actor) => {
                drop(manager);
                Ok(match self.be(actor) {
                    Ok(()) => Ended::InChild(0),
                    Err(error) => failed(&error),
                })
            }
        }
    }

    /// The life of a process that the manager has forked.
    fn be(&self, actor: ActorId) -> io::Result<()> {
        if let Err(failure) = self.identity.assume() {
            log::error_with(
                failure.code,
                format_args!("a worker must not run with its parent's rights: {}", failure.message),
            );
            process::exit_now(1);
        }
        if !self.identity.is_empty() {
            // The kernel forgot it with the change of user.
            self.shared.die_with(self.shared.manager_pid())?;
        }
        if let Some(cpu) = self.shared.settings.cpu_for(actor.0)
            && let Err(error) = affinity::set(&[cpu])
        {
            log::sys_warning(&error, format_args!("cannot bind worker {actor} to a CPU"));
        }
        let reactor = reactor::current()?;
        if self.shared.actors.kind(actor) == Kind::User {
            let process = UserProcess::new(actor, &self.shared, &reactor, self.app);
            (self.became)(Here::User(Rc::clone(&process)));
            return process.run();
        }
        let worker = Worker::new(actor, &self.shared, &reactor, self.app);
        (self.became)(Here::Worker(Rc::clone(&worker)));
        worker.run()
    }

    /// A BASE server with nothing but one worker, in the calling process.
    fn single(&self) -> io::Result<Ended> {
        let actor = ActorId(0);
        if let Err(failure) = self.identity.assume() {
            return Err(io::Error::other(failure.message));
        }
        log::set_role(self.shared.actors.role(self.shared.actors.master()));
        let worker = Worker::new(actor, &self.shared, &reactor::current()?, self.app);
        (self.became)(Here::Worker(Rc::clone(&worker)));
        worker.run_alone()?;
        Ok(Ended::InStarter)
    }
}

fn failed(error: &io::Error) -> Ended {
    log::sys_warning(error, format_args!("a process of the server has ended"));
    Ended::InChild(1)
}

/// The file that says which process to signal; removed by the process that wrote it.
#[derive(Debug)]
struct PidFile {
    path: PathBuf,
    file: File,
    /// Who removes it.
    owner: Option<u32>,
}

impl PidFile {
    /// Opens it, if one is asked for. Whoever asks for it will look for the server there: without the file it does not start.
    fn open(path: Option<&[u8]>) -> Result<Option<Self>, Failure> {
        let Some(path) = path.filter(|path| !path.is_empty()) else { return Ok(None) };
        let path = Path::new(OsStr::from_bytes(path));
        let mut options = File::options();
        options.write(true);
        let (file, owner) = match options.clone().create_new(true).open(path) {
            Ok(file) => (file, Some(std::process::id())),
            // Perhaps another server's, and it stays so should this one not start.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                (options.open(path).map_err(|error| Self::failure(path, &error))?, None)
            }
            Err(error) => return Err(Self::failure(path, &error)),
        };
        // Absolute, in case the script changes its directory.
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        Ok(Some(Self { path, file, owner }))
    }

    /// Writes which process this is.
    fn write(mut self) -> Result<Self, Failure> {
        let pid = std::process::id();
        self.owner = Some(pid);
        let written = self.file.set_len(0).and_then(|()| write!(self.file, "{pid}"));
        match written {
            Ok(()) => Ok(self),
            Err(error) => Err(Self::failure(&self.path, &error)),
        }
    }

    fn failure(path: &Path, error: &io::Error) -> Failure {
        Failure::system(format!("writing pid_file '{}'", path.display()), error)
    }
}

impl Drop for PidFile {
    fn drop(&mut self) {
        if self.owner == Some(std::process::id()) {
            // Gone already, or never to be removed: nothing depends on it.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// A failure that says a setting is beyond what the server can do.
pub fn not_supported(message: String) -> Failure {
    Failure::new(ErrorCode::OPERATION_NOT_SUPPORT, message)
}
