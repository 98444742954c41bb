//! What a `Swoole\Process\Pool` holds: what the script asked for, and what all its processes share once it runs.

use std::cell::{Cell, OnceCell, Ref, RefCell};
use std::collections::HashMap;
use std::io;
use std::rc::{Rc, Weak};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicI32};

use ext_php_rs::ffi::zend_object;
use ext_php_rs::types::Zval;

use crate::memory::region::SharedRegion;
use crate::memory::shared_struct;
use crate::net::listener::Listener;
use crate::php::callable::Callable;
use crate::php::callback::Held;
use crate::php::convert::{self, Name};
use crate::php::object::Object;
use crate::process::pipe::{Pipe, Style};
use crate::settings::{Asked, Notice, Place, PoolSettings, SettingError, SettingValue};
use crate::sys::last_will::{LastWill, Lifeline, Tie};
use crate::sys::message_queue::MessageQueue;

use super::worker::Worker;

pub(super) static MASTER_PID: Name = Name::new("master_pid");
pub(super) static WORKER_PID: Name = Name::new("workerPid");
pub(super) static WORKER_ID: Name = Name::new("workerId");
pub(super) static WORKERS: Name = Name::new("workers");
pub(super) static WORKER_RUNNING: Name = Name::new("workerRunning");
pub(super) static RUNNING: Name = Name::new("running");

/// How messages come to the workers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ipc {
    /// Not at all.
    None,
    /// Each has a datagram pipe that anyone writes to.
    Pipes,
    /// All take from one message queue.
    Queue,
    /// All accept connections.
    Sockets,
}

impl Ipc {
    pub(super) fn from_number(number: i64) -> Option<Self> {
        [Self::None, Self::Pipes, Self::Queue, Self::Sockets]
            .get(usize::try_from(number).ok()?)
            .copied()
    }

    pub(super) fn number(self) -> i64 {
        self as i64
    }
}

/// What scripts may set a callback for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Event {
    Start,
    Shutdown,
    WorkerStart,
    WorkerStop,
    WorkerExit,
    Message,
}

impl Event {
    const NAMES: [(&'static str, Self); 6] = [
        ("start", Self::Start),
        ("shutdown", Self::Shutdown),
        ("workerstart", Self::WorkerStart),
        ("workerstop", Self::WorkerStop),
        ("workerexit", Self::WorkerExit),
        ("message", Self::Message),
    ];

    /// The event of that name, in any case.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(own, _)| name.eq_ignore_ascii_case(own.as_bytes()));
        found.map(|(_, event)| *event)
    }
}

/// See the module's head.
pub(super) struct Core {
    object: *mut zend_object,
    /// How many workers.
    pub(super) workers: usize,
    pub(super) ipc: Ipc,
    /// Of the message queue; 0 is one without a key.
    pub(super) key: i32,
    pub(super) in_coroutine: Cell<bool>,
    asked: RefCell<Asked>,
    settings: RefCell<PoolSettings>,
    callbacks: RefCell<[Option<Rc<Callable>>; 6]>,
    pub(super) listeners: RefCell<Vec<Rc<Listener>>>,
    messages: Cell<u64>,
    running: RefCell<Option<Rc<Running>>>,
    worker: RefCell<Option<Rc<Worker>>>,
    /// What `getProcess()` has made in this process.
    pub(super) processes: RefCell<HashMap<usize, Held>>,
}

impl Core {
    pub(super) fn new(object: Object<'_>, workers: usize, ipc: Ipc, key: i32) -> Rc<Self> {
        Rc::new(Self {
            object: object.as_ptr(),
            workers,
            ipc,
            key,
            in_coroutine: Cell::new(false),
            asked: RefCell::default(),
            settings: RefCell::new(PoolSettings::resolve(&Asked::default())),
            callbacks: RefCell::default(),
            listeners: RefCell::default(),
            messages: Cell::new(0),
            running: RefCell::default(),
            worker: RefCell::default(),
            processes: RefCell::default(),
        })
    }

    /// The PHP object.
    pub(super) fn object(&self) -> Object<'_> {
        // SAFETY: the core lives in the state of its object, or in what runs while `start()` holds the object.
        unsafe { Object::at(self.object) }
    }

    /// The PHP object as an argument for a callback.
    pub(super) fn value(&self) -> Zval {
        convert::object(self.object())
    }

    pub(super) fn callback(&self, event: Event) -> Option<Rc<Callable>> {
        self.callbacks.borrow()[event as usize].clone()
    }

    pub(super) fn set_callback(&self, event: Event, callable: Callable) {
        let before = self.callbacks.borrow_mut()[event as usize].replace(Rc::new(callable));
        drop(before);
    }

    pub(super) fn callbacks(&self) -> Vec<Rc<Callable>> {
        self.callbacks.borrow().iter().flatten().cloned().collect()
    }

    /// What all processes share, while the pool runs.
    pub(super) fn running(&self) -> Option<Rc<Running>> {
        self.running.borrow().clone()
    }

    pub(super) fn set_running(self: &Rc<Self>, running: Option<Rc<Running>>) {
        CURRENT.set(if running.is_some() { Rc::downgrade(self) } else { Weak::new() });
        let before = self.running.replace(running);
        drop(before);
    }

    /// The worker that this process is.
    pub(super) fn worker(&self) -> Option<Rc<Worker>> {
        self.worker.borrow().clone()
    }

    pub(super) fn become_worker(&self, worker: &Rc<Worker>) {
        let inherited = self.processes.take();
        drop(inherited);
        self.worker.replace(Some(Rc::clone(worker)));
    }

    /// A number that no other message of this process has.
    pub(super) fn next_message(&self) -> u64 {
        let number = self.messages.get().wrapping_add(1);
        self.messages.set(number);
        number
    }

    /// What the settings mean.
    pub(super) fn settings(&self) -> Ref<'_, PoolSettings> {
        self.settings.borrow()
    }

    /// Takes settings over.
    ///
    /// # Errors
    /// A value that its setting cannot have; nothing is taken over then.
    pub(super) fn ask(
        &self,
        wanted: &[(Vec<u8>, SettingValue)],
    ) -> Result<Vec<Notice>, SettingError> {
        let mut asked = self.asked.borrow_mut();
        let notices = asked.ask(Place::Pool, wanted)?;
        self.settings.replace(PoolSettings::resolve(&asked));
        Ok(notices)
    }
}

thread_local! {
    /// The pool that this process runs, or is a worker of.
    static CURRENT: RefCell<Weak<Core>> = const { RefCell::new(Weak::new()) };
}

/// Whether a pool runs in this process.
pub(super) fn is_any_running() -> bool {
    CURRENT.with_borrow(Weak::upgrade).is_some()
}

/// Leaves the pool in a process that one of its callbacks has forked.
pub(super) fn leave_in_child() {
    let Some(core) = CURRENT.take().upgrade() else { return };
    let Some(running) = core.running.take() else { return };
    if let Err(error) = running.lifeline.let_go() {
        crate::log::sys_warning(&error, format_args!("cannot let go of the lifeline"));
    }
    core.worker.take();
}

shared_struct! {
    /// What is known of a worker.
    struct Row {
        /// Its process, 0 while there is none.
        pid: AtomicI32,
        /// That process has taken a message.
        served: AtomicBool,
    }
}

/// What the processes of a pool share, made before the first is forked.
pub(super) struct Running {
    pub(super) master: i32,
    /// Each worker's pipe; messages come to its worker end.
    pub(super) pipes: Vec<Rc<Pipe>>,
    pub(super) queue: Option<MessageQueue>,
    rows: SharedRegion,
    /// Workers that leave the pool tell the master here.
    pub(super) notes: Pipe,
    pub(super) lifeline: Lifeline,
    pub(super) tie: RefCell<Option<Tie>>,
    /// What goes with the master.
    pub(super) will: OnceCell<LastWill>,
}

impl Running {
    /// Makes it.
    ///
    /// # Errors
    /// When descriptors, memory or queues run out.
    pub(super) fn new(core: &Core, permissions: u32) -> io::Result<Self> {
        let pipes = if core.ipc == Ipc::Pipes { core.workers } else { 0 };
        let pipes: io::Result<Vec<_>> =
            (0..pipes).map(|_| Pipe::new(Style::Datagram).map(Rc::new)).collect();
        let running = Self {
            master: std::process::id() as i32,
            pipes: pipes?,
            rows: SharedRegion::for_slice_of::<Row>(core.workers)?,
            notes: Pipe::new(Style::Datagram)?,
            lifeline: Lifeline::new()?,
            tie: RefCell::default(),
            will: OnceCell::new(),
            // Last, so that a failure leaves none behind.
            queue: match core.ipc {
                Ipc::Queue => Some(MessageQueue::open(core.key, permissions)?),
                _ => None,
            },
        };
        let mut will = LastWill::default();
        if let Some(queue) = running.queue.filter(|_| core.key == libc::IPC_PRIVATE) {
            will.add_queue(queue.id(), |_| None);
        }
        for listener in core.listeners.borrow().iter() {
            if let Some(path) = listener.local().socket_file() {
                will.add_file(path);
            }
        }
        // It was empty.
        let _ = running.will.set(will);
        Ok(running)
    }

    fn row(&self, place: usize) -> Option<&Row> {
        self.rows.as_slice_of::<Row>().get(place)
    }

    pub(super) fn pid(&self, place: usize) -> i32 {
        self.row(place).map_or(0, |row| row.pid.load(Relaxed))
    }

    pub(super) fn set_pid(&self, place: usize, pid: i32) {
        if let Some(row) = self.row(place) {
            row.pid.store(pid, Relaxed);
        }
    }

    /// Whether the worker of a place has taken a message.
    pub(super) fn has_served(&self, place: usize) -> bool {
        self.row(place).is_some_and(|row| row.served.load(Relaxed))
    }

    pub(super) fn set_served(&self, place: usize, served: bool) {
        if let Some(row) = self.row(place) {
            row.served.store(served, Relaxed);
        }
    }
}
