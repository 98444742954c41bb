//! What all processes of a server share: made by [`Shared::new`] in `start()`, before the first fork.

use super::actors::Actors;
use super::port::Port;
use super::session_table::SessionTable;
use super::task_queue::TaskQueue;
use crate::ids::ActorId;
use crate::ipc::Mailbox;
use crate::memory::head_and_rows::HeadAndRows;
use crate::memory::parcels::Parcels;
use crate::memory::shared_struct;
use crate::settings::ServerSettings;
use crate::sys::last_will::{self, LastWill};
use crate::sys::process;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU32, AtomicU64, Ordering::Relaxed};
use std::time::{SystemTime, UNIX_EPOCH};

/// Places for large payloads on their way; pages of those that are never used are never there.
const SMALL_PARCELS: u32 = 64;
/// Places for still larger ones.
const LARGE_PARCELS: u32 = 16;
/// Bytes that an inbox holds on its way in, as far as the system lets it.
const IPC_BUFFER: usize = 8 * 1024 * 1024;

/// What a worker is doing: the numbers that `getWorkerStatus()` gives.
pub mod worker_state {
    /// In a callback.
    pub const BUSY: u32 = 1;
    /// Waiting.
    pub const IDLE: u32 = 2;
    /// On its way out.
    pub const EXIT: u32 = 3;
}

/// Who owns the sessions, and with them how the server is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Each worker owns those it accepted (`SWOOLE_BASE`).
    Base,
    /// The master's reactor threads own them (`SWOOLE_PROCESS`).
    Process,
}

shared_struct! {
    /// What is known of one actor. Only it writes its counters, so they cost nothing to count.
    pub struct ActorRow {
        /// Its process, 0 while there is none.
        pub pid: AtomicI32,
        /// See [`worker_state`].
        pub state: AtomicU32,
        /// When the process was forked, in seconds of the real-time clock.
        pub started_at: AtomicU64,
        /// Packages and datagrams that it handled, since the place was first filled.
        pub requests: AtomicU64,
        /// Packages and datagrams that were given to it.
        pub dispatched: AtomicU64,
        /// Answers that it sent.
        pub responses: AtomicU64,
        /// Bytes that it received from clients.
        pub received_bytes: AtomicU64,
        /// Bytes that it sent to clients.
        pub sent_bytes: AtomicU64,
        /// Connections that it accepted.
        pub accepted: AtomicU64,
        /// Connections that it closed.
        pub closed: AtomicU64,
        /// Connections that it refused because there were too many.
        pub aborted: AtomicU64,
        /// Requests (of a task worker: tasks) that it handled in this process.
        pub process_requests: AtomicU64,
        /// Tasks that were handed to it and that it has not done yet. Everyone counts up, so it may be wrong for a while after a death.
        pub pending_tasks: AtomicU64,
        /// Tasks that it has handed out, since the place was first filled: the number of the next.
        pub handed_out: AtomicU64,
        /// Coroutines of its script's, told before each wait if the dispatch mode goes by them.
        pub coroutines: AtomicU64,
        /// Requests that it has begun to answer.
        pub exchanges: AtomicU64,
        padding: [AtomicU64; 1],
    }
}

shared_struct! {
    /// What is known of the server.
    pub struct ServerRow {
        /// When it was started, in seconds of the real-time clock.
        pub started_at: AtomicU64,
        /// The process that called `start()`.
        pub starter_pid: AtomicI32,
        /// The master that scripts see.
        pub master_pid: AtomicI32,
        /// The manager, 0 if there is none.
        pub manager_pid: AtomicI32,
        /// How many reloads there have been.
        pub reloads: AtomicU32,
        /// Set once the server is shutting down.
        pub stopping: AtomicU32,
        /// Set once the script has been told that the server has started.
        pub announced: AtomicU32,
        /// Numbers of packets that scripts may ask about.
        pub next_request: AtomicU64,
        /// When it was last looked whether task workers are still short, in seconds of the real-time clock.
        pub short_of_task_workers: AtomicU64,
        /// How often a worker has been chosen in turn.
        pub turns: AtomicU64,
        padding_2: [AtomicU64; 1],
    }
}

/// See the module's head.
#[derive(Debug)]
pub struct Shared {
    /// How the server is laid out.
    pub mode: Mode,
    /// Who there is.
    pub actors: Actors,
    /// Everyone's inbox, by actor.
    pub mailboxes: Arc<[Mailbox]>,
    /// Places for large payloads.
    pub parcels: Arc<Parcels>,
    /// The sessions.
    pub sessions: SessionTable,
    /// The listening sockets, by port index.
    pub ports: Vec<Port>,
    /// What tasks travel through if they do not go straight to an inbox.
    pub task_queue: Option<TaskQueue>,
    /// What the settings mean.
    pub settings: ServerSettings,
    rows: HeadAndRows<ServerRow, ActorRow>,
    lifeline: Lifeline,
}

/// A pipe that only the starter of the server holds open for writing: its end is the end of the server.
#[derive(Debug)]
struct Lifeline {
    read: OwnedFd,
    write: OwnedFd,
}

impl Shared {
    /// Makes it.
    ///
    /// # Errors
    /// When memory or descriptors run out.
    pub fn new(
        mode: Mode,
        actors: Actors,
        ports: Vec<Port>,
        settings: ServerSettings,
    ) -> io::Result<Arc<Self>> {
        let parcels = Arc::new(Parcels::new(SMALL_PARCELS, LARGE_PARCELS)?);
        let mailboxes: io::Result<Vec<_>> =
            (0..actors.inboxes()).map(|_| Mailbox::new(IPC_BUFFER, &parcels)).collect();
        let (read, write) =
            nix::unistd::pipe2(nix::fcntl::OFlag::O_CLOEXEC | nix::fcntl::OFlag::O_NONBLOCK)?;
        let rows = HeadAndRows::new(usize::from(actors.count()))?;
        let shared = Self {
            mode,
            actors,
            mailboxes: mailboxes?.into(),
            parcels,
            sessions: SessionTable::new(
                u32::try_from(settings.max_connection).unwrap_or(u32::MAX),
                settings.start_session_id + 1,
            )?,
            ports,
            // The last that can fail: nobody would remove it.
            task_queue: TaskQueue::open(&settings)?,
            settings,
            rows,
            lifeline: Lifeline { read, write },
        };
        shared.server().started_at.store(now_micros() / 1_000_000, Relaxed);
        Ok(Arc::new(shared))
    }

    /// The server's row.
    pub fn server(&self) -> &ServerRow {
        self.rows.head()
    }

    /// An actor's row.
    pub fn actor(&self, actor: ActorId) -> &ActorRow {
        &self.actor_rows()[usize::from(actor.0)]
    }

    /// All actors' rows.
    pub fn actor_rows(&self) -> &[ActorRow] {
        self.rows.rows()
    }

    /// Sums one counter over all actors.
    pub fn total(&self, counter: impl Fn(&ActorRow) -> &AtomicU64) -> u64 {
        self.actor_rows().iter().map(|row| counter(row).load(Relaxed)).sum()
    }

    /// The descriptor that becomes readable (at its end) when the starter is gone.
    pub fn lifeline(&self) -> RawFd {
        self.lifeline.read.as_raw_fd()
    }

    /// Called by every forked child, or the starter's death would go unnoticed.
    pub fn let_go_of_lifeline(&self) {
        // The descriptor's number stays owned by the struct: replaced, not closed, so that no other file can get it.
        if let Err(error) =
            crate::sys::fd::replace(self.lifeline.write.as_raw_fd(), self.lifeline.read.as_raw_fd())
        {
            crate::log::sys_warning(&error, format_args!("cannot let go of the lifeline"));
        }
    }

    /// What is to be removed at the server's end, be it a violent one.
    pub fn last_will(&self) -> Option<LastWill> {
        self.task_queue.as_ref().and_then(TaskQueue::will)
    }

    /// Makes the kernel end this process when `parent` ends. Called again after a change of user, with which the kernel forgets it.
    ///
    /// # Errors
    /// What prctl(2) says.
    pub fn die_with(&self, parent: i32) -> io::Result<()> {
        match self.last_will() {
            Some(will) => last_will::die_with(parent, &will),
            None => process::die_with(parent),
        }
    }

    /// The master's process id as scripts see it.
    pub fn master_pid(&self) -> i32 {
        self.server().master_pid.load(Relaxed)
    }

    /// The manager's process id, 0 if there is none.
    pub fn manager_pid(&self) -> i32 {
        self.server().manager_pid.load(Relaxed)
    }

    /// The task workers' ids.
    pub fn task_workers(&self) -> impl Iterator<Item = ActorId> + use<> {
        let first = self.actors.workers;
        (first..first + self.actors.tasks).map(ActorId)
    }

    /// The workers' ids.
    pub fn workers(&self) -> impl Iterator<Item = ActorId> + use<> {
        (0..self.actors.workers).map(ActorId)
    }
}

/// Adds to a counter that only this actor writes: without the lock that a counter of many would need.
pub fn count(counter: &AtomicU64, more: u64) -> u64 {
    let total = counter.load(Relaxed).wrapping_add(more);
    counter.store(total, Relaxed);
    total
}

/// Microseconds of the real-time clock.
pub fn now_micros() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros() as u64)
}
