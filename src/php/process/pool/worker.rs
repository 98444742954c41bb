//! A worker of a pool: the life of one process, from the fork to its end.
//!
//! ```text
//! onWorkerStart ── messages ──> onMessage ... ── SIGTERM, detach(), or (in coroutines) nothing left ── onWorkerExit ... ── onWorkerStop ── end
//! ```
//!
//! Without coroutines the callbacks run one after the other and SIGTERM interrupts what blocks in them. While onWorkerStart runs, and in a pool without
//! messages, SIGTERM does what the script says, or ends the process.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::time::Duration;

use crate::coroutine::CoroutineId;
use crate::log;
use crate::php::callable::Callable;
use crate::php::callback::{self, Called, Held};
use crate::php::convert::{boolean, long, string};
use crate::php::coroutine::runtime;
use crate::php::process::signals;
use crate::php::{forked, looping, object};
use crate::process::bus::Joiner;
use crate::process::exchange::{Exchange, Question, Serve};
use crate::process::pipe::{Pipe, Side};
use crate::process::supervisor::Place;
use crate::reactor::{self, Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::message_queue::{Message, MessageQueue, Wait, Which};
use crate::sys::signal;
use crate::sys::stop_signal::StopSignal;

use super::core::{Core, Event, Ipc, RUNNING, Running, WORKER_ID, WORKER_PID, WORKER_RUNNING};

/// Messages taken at once before the loop's other affairs get their turn.
const BATCH: usize = 64;
/// How often a queue is looked into while an event loop is in use, which cannot wait for queues.
const GLANCE: Duration = Duration::from_millis(5);
const QUEUE_MESSAGE_MAX: usize = 65_536;

/// See the module's head.
pub(super) struct Worker {
    pub(super) core: Rc<Core>,
    pub(super) place: Place,
    running: Rc<Running>,
    reactor: Rc<Reactor>,
    /// It has taken a message.
    served: Cell<bool>,
    /// It takes no more messages.
    leaving: Cell<bool>,
    stop: RefCell<Option<StopSignal>>,
    sources: RefCell<Vec<Token>>,
    exchanges: RefCell<Vec<Rc<Exchange>>>,
    /// Out while a message is looked at.
    joiner: Cell<Option<Box<Joiner>>>,
    /// Answers that callbacks are making, by the coroutine that they run in.
    answers: RefCell<HashMap<Option<CoroutineId>, Vec<u8>>>,
    myself: Weak<Self>,
}

/// Lives the worker's life, in a process that was forked for it just now.
pub(super) fn run(core: &Rc<Core>, running: &Rc<Running>, place: Place) -> ! {
    forked::begin_as_worker();
    // The signals of the master's that came meanwhile do now what they do to any process.
    signal::unblock_all();
    match running.lifeline.tie(running.master, running.will.get().unwrap_or(&Default::default())) {
        Ok(tie) => drop(running.tie.replace(Some(tie))),
        Err(error) => log::sys_warning(&error, format_args!("a worker may outlive its pool")),
    }
    // The master sets it too, but perhaps later than the script asks.
    running.set_pid(place, std::process::id() as i32);
    running.set_served(place, false);
    log::set_role(log::Role::Worker(place.min(usize::from(u16::MAX)) as u16));
    // The script's own loop is made when it first uses it: a worker may also start a server.
    match reactor::current() {
        Ok(reactor) => Worker::new(core, running, &reactor, place).live(),
        Err(error) => {
            log::sys_warning(&error, format_args!("worker {place} cannot make an event loop"));
            forked::set_exit_status(1);
        }
    }
    // What the script has left in the loop ends with the worker.
    looping::teardown();
    forked::finish()
}

impl Worker {
    fn new(
        core: &Rc<Core>,
        running: &Rc<Running>,
        reactor: &Rc<Reactor>,
        place: Place,
    ) -> Rc<Self> {
        Rc::new_cyclic(|myself| Self {
            core: Rc::clone(core),
            place,
            running: Rc::clone(running),
            reactor: Rc::clone(reactor),
            served: Cell::new(false),
            leaving: Cell::new(false),
            stop: RefCell::default(),
            sources: RefCell::default(),
            exchanges: RefCell::default(),
            joiner: Cell::default(),
            answers: RefCell::default(),
            myself: Weak::clone(myself),
        })
    }

    fn live(self: &Rc<Self>) {
        self.core.become_worker(self);
        let object = self.core.object();
        object::set_property(object, &WORKER_ID, long(self.place as i64));
        object::set_property(object, &WORKER_PID, long(std::process::id().into()));
        object::set_property(object, &WORKER_RUNNING, boolean(true));
        self.tell(Event::WorkerStart);
        if !self.has_halted() {
            if self.core.in_coroutine.get() { self.work_in_coroutines() } else { self.work() }
        }
        // Gone before onWorkerStop, which nothing shall interrupt.
        self.stop.take();
        self.stop_messages();
        object::set_property(object, &WORKER_RUNNING, boolean(false));
        object::set_property(object, &RUNNING, boolean(false));
        callback::despite_exit(|| self.tell_plainly(Event::WorkerStop));
    }

    fn has_halted(&self) -> bool {
        callback::pending() != callback::Pending::None || !callback::exception().is_null()
    }

    /// Whether the worker shall come to its end.
    fn is_over(&self) -> bool {
        self.leaving.get()
            || self.has_halted()
            || self.reactor.is_stopped()
            || signals::asked_to_end()
            || self.stop.borrow().as_ref().is_some_and(StopSignal::is_asked)
    }

    // ---- events

    /// Calls back with the pool and the worker's number, in a coroutine if the pool has them.
    fn tell(&self, event: Event) {
        let Some(callable) = self.core.callback(event) else { return };
        if !self.core.in_coroutine.get() {
            return self.call(&callable);
        }
        let Some(worker) = self.myself.upgrade() else { return };
        runtime::spawn(move || worker.call(&callable));
        self.settle();
    }

    fn tell_plainly(&self, event: Event) {
        if let Some(callable) = self.core.callback(event) {
            self.call(&callable);
        }
    }

    fn call(&self, callable: &Callable) {
        let mut arguments = [self.core.value(), long(self.place as i64)];
        let called = callback::call(callable, &mut arguments);
        looping::after(&self.reactor, called);
    }

    fn settle(&self) {
        looping::settle(&self.reactor);
    }

    /// Gives a message to the script. `question` is what came with it from a connection.
    fn deliver(&self, bytes: &[u8], question: Option<Question>) {
        let Some(callable) = self.core.callback(Event::Message) else { return };
        if !self.served.replace(true) {
            self.running.set_served(self.place, true);
        }
        if !self.core.in_coroutine.get() {
            return self.call_with_message(&callable, || string(bytes), question);
        }
        let Some(worker) = self.myself.upgrade() else { return };
        let data = Held::new(string(bytes));
        runtime::spawn(move || {
            let data = Cell::new(data.into_inner());
            worker.call_with_message(&callable, || data.take(), question);
        });
        self.settle();
    }

    fn call_with_message(
        &self,
        callable: &Callable,
        data: impl FnOnce() -> ext_php_rs::types::Zval,
        question: Option<Question>,
    ) {
        let key = runtime::scheduler().current_id();
        if question.is_some() {
            self.answers.borrow_mut().insert(key, Vec::new());
        }
        let core = &self.core;
        let called: Called = callback::call_with(callable, || [core.value(), data()]);
        if let Some(question) = question {
            let answer = self.answers.borrow_mut().remove(&key).unwrap_or_default();
            question.answer(&answer);
        }
        looping::after(&self.reactor, called);
    }

    /// Adds to the answer of the message whose callback runs; false if there is none.
    pub(super) fn add_to_answer(&self, bytes: &[u8]) -> bool {
        let key = runtime::scheduler().current_id();
        let mut answers = self.answers.borrow_mut();
        let Some(answer) = answers.get_mut(&key) else { return false };
        answer.extend_from_slice(bytes);
        true
    }

    // ---- messages

    /// Callbacks one after the other.
    fn work(self: &Rc<Self>) {
        self.take_stop_signal();
        match self.core.ipc {
            // Only what the script has left in its loop.
            Ipc::None => self.turn_while(|worker| worker.reactor.has_work()),
            // Whoever sends messages finds them with the next process that listens.
            _ if self.core.callback(Event::Message).is_none() => self.turn_while(|_| true),
            Ipc::Queue => {
                if let Some(queue) = self.running.queue {
                    self.take_from_queue(queue);
                }
            }
            Ipc::Pipes | Ipc::Sockets => {
                self.take_messages(Lifetime::Background);
                self.turn_while(|_| true);
            }
        }
    }

    /// Callbacks in coroutines, until the last has ended and nothing more can come.
    fn work_in_coroutines(self: &Rc<Self>) {
        self.take_stop_signal();
        if self.core.callback(Event::Message).is_some() {
            self.take_messages(Lifetime::Foreground);
        }
        self.turn_while(|worker| worker.reactor.has_work());
        self.stop.take();
        self.stop_messages();
        while !self.has_halted() && !self.reactor.is_stopped() && self.reactor.has_work() {
            self.tell(Event::WorkerExit);
            if self.has_halted() || !self.turn(None) {
                return;
            }
            if !self.reactor.has_work() && !self.has_halted() {
                // As often as the loop was waited for, and once for its end.
                self.tell(Event::WorkerExit);
            }
        }
    }

    fn turn_while(self: &Rc<Self>, goes_on: impl Fn(&Self) -> bool) {
        while !self.is_over() && goes_on(self) {
            if !self.turn(None) {
                return;
            }
        }
    }

    fn turn(&self, limit: Option<Duration>) -> bool {
        match self.reactor.turn(limit) {
            Ok(()) => true,
            Err(error) => {
                log::sys_warning(&error, format_args!("waiting failed"));
                false
            }
        }
    }

    /// From here on SIGTERM ends the worker when it has done what it is at; unless the script watches the signal, or there is nothing to be done.
    /// Whoever shuts the pool down is sent it too, and has to hear of it so already while onWorkerStart runs.
    pub(super) fn take_stop_signal(&self) {
        if self.stop.borrow().is_some() {
            return;
        }
        let watched =
            looping::current_if_any().is_some_and(|current| current.signals.watches(libc::SIGTERM));
        if watched || self.core.ipc == Ipc::None && !self.core.in_coroutine.get() {
            return;
        }
        match StopSignal::take(libc::SIGTERM) {
            Ok(stop) => {
                let handler = Rc::new(Woken);
                let (life, edge) = (Lifetime::Background, Trigger::Edge);
                if let Err(error) = self.reactor.add(stop.fd(), Interest::READ, edge, life, handler)
                {
                    log::sys_warning(&error, format_args!("SIGTERM does not wake this worker"));
                }
                self.stop.replace(Some(stop));
            }
            Err(error) => {
                log::sys_warning(&error, format_args!("SIGTERM ends this worker at once"))
            }
        }
    }

    fn take_messages(self: &Rc<Self>, lifetime: Lifetime) {
        match self.core.ipc {
            Ipc::None => {}
            Ipc::Pipes => {
                let pipe = &self.running.pipes[self.place];
                let largest = self.core.settings().largest_message;
                let inbox = Rc::new(Inbox {
                    worker: Weak::clone(&self.myself),
                    pipe: Rc::clone(pipe),
                    room: Cell::new(vec![0; largest]),
                });
                let fd = pipe.fd(Side::Worker).unwrap_or(-1);
                self.watch(fd, lifetime, inbox);
            }
            Ipc::Sockets => {
                let largest = self.core.settings().largest_message;
                let serve: Rc<dyn Serve> = Rc::new(Answers(Weak::clone(&self.myself)));
                for listener in self.core.listeners.borrow().iter() {
                    match Exchange::start(listener, largest, lifetime, &self.reactor, &serve) {
                        Ok(exchange) => self.exchanges.borrow_mut().push(exchange),
                        Err(error) => {
                            log::sys_warning(&error, format_args!("cannot accept connections"));
                        }
                    }
                }
            }
            Ipc::Queue => {
                let worker = Weak::clone(&self.myself);
                let look = move |_: &Rc<Reactor>, _| {
                    if let Some(worker) = worker.upgrade() {
                        worker.look_into_queue();
                    }
                };
                self.reactor.add_timer(GLANCE, true, lifetime, Rc::new(look));
            }
        }
    }

    fn watch(&self, fd: i32, lifetime: Lifetime, handler: Rc<dyn Handler>) {
        match self.reactor.add(fd, Interest::READ, Trigger::Level, lifetime, handler) {
            Ok(token) => self.sources.borrow_mut().push(token),
            Err(error) => log::sys_warning(&error, format_args!("messages do not come")),
        }
    }

    /// Takes no more messages.
    pub(super) fn stop_messages(&self) {
        for token in self.sources.take() {
            self.reactor.remove(token);
        }
        for exchange in self.exchanges.take() {
            exchange.stop(&self.reactor);
        }
    }

    /// Leaves when the callback that runs has ended.
    pub(super) fn leave(&self) {
        self.leaving.set(true);
    }

    fn look_into_queue(&self) {
        let Some(queue) = self.running.queue else { return };
        let mut message = Message::default();
        while !self.is_over()
            && queue.receive(Which::Any, QUEUE_MESSAGE_MAX, Wait::No, &mut message).is_ok()
        {
            self.deliver(message.payload(), None);
        }
    }

    /// Waits for the queue itself, or, where the script uses the event loop, looks into it now and then.
    fn take_from_queue(self: &Rc<Self>, queue: MessageQueue) {
        let mut message = Message::default();
        while !self.is_over() {
            let loops = looping::current_if_any()
                .is_some_and(|current| self.reactor.has_work() || !current.signals.is_empty());
            let wait = if loops { Wait::No } else { Wait::UntilSignal };
            match queue.receive(Which::Any, QUEUE_MESSAGE_MAX, wait, &mut message) {
                Ok(()) => {
                    self.deliver(message.payload(), None);
                    if loops && !self.turn(Some(Duration::ZERO)) {
                        return;
                    }
                }
                Err(error) if error.raw_os_error() == Some(libc::ENOMSG) => {
                    if !self.turn(Some(GLANCE)) {
                        return;
                    }
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    log::sys_warning(&error, format_args!("cannot take messages from the queue"));
                    return;
                }
            }
        }
    }
}

/// The pipe that messages come by.
struct Inbox {
    worker: Weak<Worker>,
    pipe: Rc<Pipe>,
    /// As large as a message may be; out while one is looked at.
    room: Cell<Vec<u8>>,
}

impl Handler for Inbox {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, _: Readiness) {
        let Some(worker) = self.worker.upgrade() else { return };
        for _ in 0..BATCH {
            if worker.is_over() {
                return;
            }
            let mut room = self.room.take();
            if room.is_empty() {
                // Within a callback that runs the loop itself: the outer call goes on with the messages.
                return;
            }
            let read = self.pipe.try_read(Side::Worker, &mut room);
            if let Ok(length) = read {
                let mut joiner = worker.joiner.take().unwrap_or_default();
                if let Some(message) = joiner.take(&room[..length]) {
                    worker.deliver(message, None);
                }
                worker.joiner.set(Some(joiner));
            }
            self.room.set(room);
            if read.is_err() {
                return;
            }
        }
    }
}

/// What answers connections.
struct Answers(Weak<Worker>);

impl Serve for Answers {
    fn message(&self, bytes: &[u8], question: Question) {
        if let Some(worker) = self.0.upgrade() {
            worker.deliver(bytes, Some(question));
        }
    }
}

/// Nothing but an end to waiting.
struct Woken;

impl Handler for Woken {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, _: Readiness) {}
}
