//! What makes a worker a task worker: it runs tasks, which come to its inbox or through the System V queue.
//!
//! Part of a [`Worker`], which has the process's life, its inbox and its signals. A task worker blocks while a task runs.

use super::actor::Actor;
use super::app::App;
use super::queue_reader::QueueReader;
use super::shared::worker_state;
use super::task::{self, Task};
use super::worker::Worker;
use crate::ipc::Payload;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::message_queue::Message;
use std::cell::{Cell, RefCell};
use std::io;
use std::rc::{Rc, Weak};
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// How long a task worker has nothing to do before it doubts that tasks are pending for it.
const RECOUNT_AFTER: Duration = Duration::from_millis(500);

/// See the module's head.
pub(super) struct TaskWorker {
    actor: Rc<Actor>,
    app: Rc<dyn App>,
    worker: Weak<Worker>,
    /// What takes tasks from the System V queue, where they travel so.
    queue: RefCell<Option<QueueReader>>,
    /// Whether it is about to see if its count of tasks is right.
    recounting: Cell<bool>,
}

impl TaskWorker {
    pub(super) fn new(actor: &Rc<Actor>, app: &Rc<dyn App>, worker: &Weak<Worker>) -> Self {
        Self {
            actor: Rc::clone(actor),
            app: Rc::clone(app),
            worker: Weak::clone(worker),
            queue: RefCell::default(),
            recounting: Cell::new(false),
        }
    }

    /// Runs a task.
    pub(super) fn run(&self, task: Task<'_>) {
        let counted = Cell::new(true);
        let over = || {
            if counted.replace(false) {
                task::ended(&self.actor);
            }
        };
        self.app.task(task, &over);
        over();
        if let Some(worker) = self.worker.upgrade() {
            worker.age();
        }
    }

    /// Begins to take tasks from the queue, if they travel so.
    pub(super) fn open(&self) -> io::Result<()> {
        let shared = &self.actor.shared;
        let Some(queue) = &shared.task_queue else { return Ok(()) };
        if queue.is_common() {
            // What is still counted is a predecessor's, and has died with it.
            task::recount(&self.actor);
        }
        let which = queue.which(self.actor.id.0 - shared.actors.workers);
        let reader = QueueReader::start(queue.queue(), which)?;
        self.actor.reactor.add(
            reader.rung(),
            Interest::READ,
            Trigger::Edge,
            Lifetime::Background,
            Rc::new(Rung(Weak::clone(&self.worker))),
        )?;
        self.queue.replace(Some(reader));
        self.take_next_later();
        Ok(())
    }

    /// Runs one task of the queue; the next when all else has had its turn.
    fn take_next(&self) {
        let goes_on = || self.worker.upgrade().is_some_and(|worker| worker.goes_on());
        if !goes_on() {
            return;
        }
        let next = self.queue.borrow().as_ref().and_then(QueueReader::next);
        let Some(message) = next else { return self.recount() };
        self.run_queued(&message);
        if goes_on() {
            self.take_next_later();
        }
    }

    fn take_next_later(&self) {
        let worker = Weak::clone(&self.worker);
        self.actor.reactor.defer(move |_| take_next_of(&worker));
    }

    fn run_queued(&self, message: &Message) {
        let row = self.actor.shared.actor(self.actor.id);
        row.state.store(worker_state::BUSY, Relaxed);
        if let Some((head, payload)) = task::from_queue(&self.actor, message.payload()) {
            task::begun(&self.actor, &head);
            let task = Task { head, payload: Payload::Inline(&payload) };
            self.actor.answering(false, || self.run(task));
        }
        row.state.store(worker_state::IDLE, Relaxed);
    }

    /// Takes no more from the queue. What was taken and not begun yet is run, or (by a script that has ended) put back.
    pub(super) fn close(&self) {
        let Some(mut reader) = self.queue.take() else { return };
        let Some(message) = reader.stop() else { return };
        if self.app.has_halted() {
            reader.put_back(&message);
        } else {
            self.run_queued(&message);
        }
    }

    /// Sees after a while whether the count of pending tasks is right, if there are said to be some although there is nothing to do.
    pub(super) fn recount(&self) {
        let row = self.actor.shared.actor(self.actor.id);
        if row.pending_tasks.load(Relaxed) == 0 || self.recounting.replace(true) {
            return;
        }
        let (worker, done) = (Weak::clone(&self.worker), row.process_requests.load(Relaxed));
        let look = move |_: &Rc<Reactor>, _| {
            let Some(worker) = worker.upgrade() else { return };
            let Some(tasks) = worker.tasks() else { return };
            tasks.recounting.set(false);
            let actor = &tasks.actor;
            if actor.shared.actor(actor.id).process_requests.load(Relaxed) == done {
                task::recount(actor);
            }
        };
        self.actor.reactor.add_timer(RECOUNT_AFTER, false, Lifetime::Background, Rc::new(look));
    }
}

fn take_next_of(worker: &Weak<Worker>) {
    if let Some(tasks) = worker.upgrade().as_ref().and_then(|worker| worker.tasks()) {
        tasks.take_next();
    }
}

/// A task has come through the queue while the worker had nothing to do.
struct Rung(Weak<Worker>);

impl Handler for Rung {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, _: Readiness) {
        take_next_of(&self.0);
    }
}
