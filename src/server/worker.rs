//! A worker: the process that runs the callbacks of sessions. In BASE mode it owns its sessions as well.
//!
//! ```text
//! run ─> identity, signals, inbox (BASE: sockets) ─> worker_started ─> loop ─> leave ─> worker_exiting* ─> worker_stopped
//! ```
//!
//! It leaves when the manager asks (SIGTERM), when it has handled `max_request` packages, or when the script stops it. From then on it takes nothing
//! more from its inbox: what is there is its successor's, which the manager forks when it hears [`wire::RETIRED`]. That is at once in PROCESS mode,
//! where sessions wait for it. In BASE mode others accept meanwhile, and `onWorkerStop` comes before the successor's `onWorkerStart`, unless
//! something keeps the worker busy.

use super::actor::{Actor, obey};
use super::actors::Kind;
use super::app::{App, Datagram, Message, SessionEvent, Wants};
use super::connection::Package;
use super::dispatch::DispatchMode;
use super::inbox::{Addressee, Inbox};
use super::owner::{Owner, Upstream};
use super::session_table::{Session, flag};
use super::shared::{Mode, Shared, count, worker_state};
use super::sockets::{Arrival, Intake, Sockets};
use super::stats;
use super::task::{self, Task};
use super::task_worker::TaskWorker;
use super::wire;
use crate::error::{ErrorCode, Failure};
use crate::ids::{ActorId, PortIndex, SessionId, StreamId};
use crate::ipc::{Delivery, Payload};
use crate::log;
use crate::net::address::Endpoint;
use crate::protocol::http1::Gist;
use crate::reactor::{self, Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::last_will;
use crate::sys::signal::{self, SignalSet};
use std::cell::{Cell, OnceCell, RefCell};
use std::io;
use std::ops::ControlFlow;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// How often a leaving worker asks the script to let go of what keeps its loop busy.
const EXIT_INTERVAL: Duration = Duration::from_millis(100);

/// What a worker takes.
fn signals() -> [i32; 4] {
    [libc::SIGTERM, libc::SIGUSR1, libc::SIGUSR2, signal::sigrtmin()]
}

/// See the module's head.
pub struct Worker {
    /// What it is to the others.
    pub actor: Rc<Actor>,
    app: Rc<dyn App>,
    wants: Vec<Wants>,
    inbox: OnceCell<Rc<Inbox>>,
    sockets: OnceCell<Rc<Sockets>>,
    /// Packages (of a task worker: tasks) after which it leaves; 0 for never.
    request_limit: u64,
    leaving: Cell<bool>,
    /// Whether the manager has still to be told that it leaves.
    retires: Cell<bool>,
    pid: i32,
    /// What makes it a task worker, if it is one.
    tasks: Option<TaskWorker>,
    signals: RefCell<Option<SignalSet>>,
    tells_coroutines: bool,
    /// What writes `stats_file`.
    stats_timer: Cell<Option<u64>>,
    myself: Weak<Self>,
}

impl Worker {
    /// The worker `id`, in a process of its own (or in the calling one, if the server has but one).
    pub fn new(
        id: ActorId,
        shared: &Arc<Shared>,
        reactor: &Rc<Reactor>,
        app: &Rc<dyn App>,
    ) -> Rc<Self> {
        let actor = Actor::new(id, shared, reactor, Some(Rc::clone(app)));
        let settings = &shared.settings;
        let limits = match actor.kind() {
            Kind::Task => (settings.task_max_request, settings.task_max_request_grace),
            _ => (settings.max_request, settings.max_request_grace),
        };
        let request_limit = match limits {
            (0, _) => 0,
            // Workers of one age would all leave at once; ids and pids differ, and randomness is the caller's to inject, so these spread them.
            (limit, grace) => {
                limit + (u64::from(std::process::id()) * 7 + u64::from(id.0)) % (grace + 1)
            }
        };
        let is_task_worker = actor.kind() == Kind::Task;
        let wants = (0..shared.ports.len()).map(|port| app.wants(PortIndex(port as u16))).collect();
        Rc::new_cyclic(|myself| Self {
            tasks: is_task_worker.then(|| TaskWorker::new(&actor, app, myself)),
            actor,
            app: Rc::clone(app),
            wants,
            inbox: OnceCell::new(),
            sockets: OnceCell::new(),
            request_limit,
            tells_coroutines: DispatchMode::from_number(settings.dispatch_mode)
                .is_some_and(DispatchMode::goes_by_coroutines),
            leaving: Cell::new(false),
            retires: Cell::new(false),
            pid: std::process::id() as i32,
            signals: RefCell::default(),
            stats_timer: Cell::new(None),
            myself: Weak::clone(myself),
        })
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.actor.shared
    }

    fn reactor(&self) -> &Rc<Reactor> {
        &self.actor.reactor
    }

    /// Prepares everything but the sockets: after this the script may use the server from this process.
    ///
    /// # Errors
    /// When descriptors run out.
    pub fn prepare(self: &Rc<Self>) -> io::Result<()> {
        self.actor.enter(worker_state::IDLE);
        if self.plays_master() {
            self.shared().server().master_pid.store(std::process::id() as i32, Relaxed);
        }
        if self.owns_sessions() {
            let upstream = Rc::clone(self) as Rc<dyn Upstream>;
            let owner =
                Owner::new(self.actor.id, self.actor.id.0, self.shared(), self.reactor(), upstream);
            self.actor.own_sessions(owner);
        }
        self.stats_timer.set(stats::write_regularly(&self.actor));
        if self.tasks.is_none() {
            self.watch_requests();
        }
        let actor = Rc::downgrade(&self.actor);
        self.actor.pump().set_on_room(move || {
            if let Some(owner) = actor.upgrade().as_ref().and_then(|actor| actor.owner()) {
                owner.unthrottle_all();
            }
        });
        Ok(())
    }

    /// Looks regularly for requests that take too long, if there is a limit. After one the worker makes room for a successor, if there can be one.
    fn watch_requests(&self) {
        self.actor.watch_requests(self.app.tracer());
        let Some(overtime) = self.actor.overtime() else { return };
        let worker = Weak::clone(&self.myself);
        let look = move |_: &Rc<Reactor>, _| {
            let Some(worker) = worker.upgrade() else { return };
            let Some(overtime) = worker.actor.overtime() else { return };
            let is_over = overtime.look(&worker.actor, |coroutine| worker.app.trace(coroutine));
            if is_over && worker.shared().manager_pid() != 0 {
                worker.leave();
            }
        };
        let interval = overtime.interval();
        self.reactor().add_timer(interval, true, Lifetime::Background, Rc::new(look));
    }

    /// Takes SIGTERM as the wish that it leaves.
    ///
    /// # Errors
    /// When descriptors run out.
    fn take_signals(self: &Rc<Self>, set: SignalSet) -> io::Result<()> {
        let handler = Rc::new(Signals(Rc::clone(self)));
        self.reactor().add(
            set.fd(),
            Interest::READ,
            Trigger::Edge,
            Lifetime::Background,
            handler,
        )?;
        self.signals.replace(Some(set));
        Ok(())
    }

    /// Begins to take packets. None comes before the loop runs, which is after `worker_started` unless the script waits for the answer to a command.
    fn open_inbox(self: &Rc<Self>) -> io::Result<()> {
        let addressee = Rc::clone(self) as Rc<dyn Addressee>;
        let inbox = Inbox::watch(self.actor.id, self.shared(), self.reactor(), addressee)?;
        drop(self.inbox.set(inbox));
        Ok(())
    }

    /// Begins to take connections and datagrams, in BASE mode.
    fn open_sockets(self: &Rc<Self>) -> io::Result<()> {
        if self.owns_sessions() {
            let intake = Rc::clone(self) as Rc<dyn Intake>;
            let sockets =
                Sockets::watch(self.shared(), self.reactor(), intake, self.actor.id.0, |_| true)?;
            drop(self.sockets.set(sockets));
        }
        Ok(())
    }

    /// The whole life of a worker that has a process of its own; returns when it has ended.
    ///
    /// # Errors
    /// When descriptors run out or waiting fails.
    pub fn run(self: &Rc<Self>) -> io::Result<()> {
        self.prepare()?;
        self.take_signals(SignalSet::only(&signals())?)?;
        watch_lifeline(self.shared(), self.reactor())?;
        self.live()
    }

    fn live(self: &Rc<Self>) -> io::Result<()> {
        self.open_inbox()?;
        if self.plays_master() && self.shared().server().announced.swap(1, Relaxed) == 0 {
            self.app.started();
        }
        if !self.app.has_halted() {
            self.app.worker_started(self.actor.id);
        }
        if self.app.has_halted() {
            return Ok(());
        }
        self.open_sockets()?;
        if let Some(tasks) = &self.tasks {
            tasks.open()?;
        }
        self.reactor().turn_until_stopped(|| self.tell_coroutines())?;
        if let Some(tasks) = &self.tasks {
            tasks.close();
        }
        if !self.app.has_halted() {
            self.close();
        }
        Ok(())
    }

    /// Tells whoever dispatches by coroutines how many there are, when that may have changed.
    fn tell_coroutines(&self) {
        if self.tells_coroutines {
            let row = self.shared().actor(self.actor.id);
            row.coroutines.store(self.app.coroutines() as u64, Relaxed);
        }
    }

    /// In BASE mode workers own what they accept. Task workers have no sessions.
    fn owns_sessions(&self) -> bool {
        self.shared().mode == Mode::Base && self.tasks.is_none()
    }

    /// In BASE mode there is no master: the first worker tells the script what a master would.
    fn plays_master(&self) -> bool {
        self.shared().mode == Mode::Base && self.actor.id == ActorId(0)
    }

    /// The whole life of the only worker of a server, in the calling process, which plays master as well.
    ///
    /// # Errors
    /// As [`Worker::run`].
    pub fn run_alone(self: &Rc<Self>) -> io::Result<()> {
        self.prepare()?;
        self.take_signals(SignalSet::new(&signals())?)?;
        self.live()?;
        if !self.app.has_halted() {
            self.app.shut_down();
        }
        if let Some(signals) = self.signals.take() {
            signals.end();
        }
        Ok(())
    }

    /// Asks the worker to leave: nothing more is taken in, and when what is under way has ended the loop stops.
    pub fn leave(self: &Rc<Self>) {
        if self.leaving.replace(true) {
            return;
        }
        let alone = self.shared().manager_pid() == 0;
        if self.plays_master() && (alone || self.shared().server().stopping.load(Relaxed) != 0) {
            self.app.before_shutdown();
            if self.app.has_halted() {
                return;
            }
        }
        let settings = &self.shared().settings;
        self.shared().actor(self.actor.id).state.store(worker_state::EXIT, Relaxed);
        if let Some(inbox) = self.inbox.get() {
            inbox.stop(self.reactor());
        }
        if let Some(sockets) = self.sockets.get() {
            sockets.stop();
        }
        // A task worker leaves between two tasks: nothing that it waits for is left then, but perhaps timers of the script's; unless tasks give way
        // to each other.
        if !settings.reload_async || self.tasks.is_some() && !settings.task_coroutines {
            return self.reactor().stop();
        }
        self.retires.set(self.shared().manager_pid() != 0);
        if self.shared().mode == Mode::Process {
            self.retire();
        }
        let worker = Rc::clone(self);
        let deadline = self.reactor().refresh_now() + settings.leave_limit();
        self.reactor().defer(move |reactor| worker.try_to_leave(reactor, deadline));
    }

    /// Has the manager fork a successor, if it has not been told.
    fn retire(&self) {
        let (manager, pid) = (self.shared().actors.manager(), std::process::id().into());
        if self.retires.replace(false)
            && let Err(failure) = self.actor.post(manager, wire::RETIRED, 0, SessionId(0), pid, &[])
        {
            log::warn_failure(&failure);
        }
    }

    /// Leaves if nothing keeps the loop busy but the connections of a client that has been answered; else lets the script know, and tries again.
    fn try_to_leave(self: &Rc<Self>, reactor: &Rc<Reactor>, deadline: Duration) {
        if let Some(owner) = self.actor.owner() {
            owner.wind_down();
            self.close_sessions(&owner.sessions_at_rest());
        }
        if reactor.is_stopped() {
            return;
        }
        let draining = self.actor.owner().is_some_and(|owner| !owner.is_empty());
        if !self.has_work(reactor) && !draining {
            return reactor.stop();
        }
        if reactor.refresh_now() >= deadline {
            log::write_with(
                log::Level::Warning,
                "Worker_reactor_try_to_exit",
                ErrorCode::SERVER_WORKER_EXIT_TIMEOUT,
                format_args!("worker exit timeout, forced termination"),
            );
            return reactor.stop();
        }
        self.retire();
        self.app.worker_exiting(self.actor.id);
        if reactor.is_stopped() {
            return;
        }
        if !self.has_work(reactor) && !draining {
            return reactor.stop();
        }
        let worker = Rc::clone(self);
        let again = move |reactor: &Rc<Reactor>, _| worker.try_to_leave(reactor, deadline);
        reactor.add_timer(EXIT_INTERVAL, false, Lifetime::Background, Rc::new(again));
    }

    fn has_work(&self, reactor: &Reactor) -> bool {
        reactor.foreground_count() > 0 || self.app.coroutines() > 0
    }

    /// Closes sessions that this worker owns, as the server: each client gets what was sent to it.
    fn close_sessions(&self, sessions: &[SessionId]) {
        for id in sessions {
            // One that is closing already needs no second close.
            let _ = self.actor.close(*id, false);
            if self.app.has_halted() {
                return;
            }
        }
    }

    /// The end: closes sessions, tells the script, sends what is left.
    pub fn close(&self) {
        self.app.worker_ending();
        if let Some(owner) = self.actor.owner() {
            self.close_sessions(&owner.sessions());
        }
        if self.app.has_halted() {
            return;
        }
        self.app.worker_stopped(self.actor.id);
        self.retire();
        self.actor.drain(self.shared().settings.leave_limit());
        if let Some(owner) = self.actor.owner() {
            owner.close_all();
        }
    }

    /// The number of the timer that writes `stats_file`, if this worker does.
    pub fn stats_timer(&self) -> Option<u64> {
        self.stats_timer.get()
    }

    /// Whether it is on its way out.
    pub fn is_leaving(&self) -> bool {
        self.leaving.get()
    }

    // ---- what happens to sessions

    fn wants(&self, port: PortIndex) -> Wants {
        self.wants[usize::from(port.0)]
    }

    /// Counts a package or datagram that has been handled, and leaves if it was the last.
    fn count_request(&self) {
        self.tell_coroutines();
        count(&self.shared().actor(self.actor.id).requests, 1);
        self.age();
    }

    /// What makes it a task worker, if it is one.
    pub(super) fn tasks(&self) -> Option<&TaskWorker> {
        self.tasks.as_ref()
    }

    /// Whether it goes on after what it is doing.
    pub(super) fn goes_on(&self) -> bool {
        self.inbox.get().is_some_and(|inbox| inbox.is_open()) && !self.reactor().is_stopped()
    }

    /// One more of what `max_request` (or `task_max_request`) counts.
    pub(super) fn age(&self) {
        let handled = count(&self.shared().actor(self.actor.id).process_requests, 1);
        if self.request_limit != 0 && handled == self.request_limit {
            // What else is there is its successor's.
            if let Some(inbox) = self.inbox.get() {
                inbox.stop(self.reactor());
            }
            let worker = Weak::clone(&self.myself);
            self.reactor().defer(move |_| {
                if let Some(worker) = worker.upgrade() {
                    worker.leave();
                }
            });
        }
    }

    fn session_event<'a>(
        &self,
        session: Session<'_>,
        delivery: &Delivery<'_>,
        payload: Payload<'a>,
    ) -> SessionEvent<'a> {
        let header = delivery.header;
        SessionEvent {
            session: session.id,
            port: session.port(),
            reactor: wire::reactor_of(header.arg),
            time: header.time,
            gist: wire::gist_of(header.arg),
            label: wire::label_of(header.arg),
            stream: wire::stream_of(header.arg),
            payload,
        }
    }

    /// A packet about a session that this worker serves for its owner.
    fn serve(&self, mut delivery: Delivery<'_>) {
        let header = delivery.header;
        let payload = std::mem::replace(&mut delivery.payload, Payload::Inline(&[]));
        let session = self.shared().sessions.get(header.session);
        if header.kind == wire::PACKAGE {
            return self.package(session, &delivery, payload);
        }
        let Some(session) = session else { return };
        match header.kind {
            wire::CONNECTED => self.app.connected(self.session_event(session, &delivery, payload)),
            wire::BUFFER_FULL => {
                self.app.buffer_full(self.session_event(session, &delivery, payload))
            }
            wire::BUFFER_EMPTY => {
                self.app.buffer_empty(self.session_event(session, &delivery, payload))
            }
            wire::CLOSED => {
                let reactor = wire::reactor_of(header.arg);
                // If the script is closing it itself at this moment, the finish is its to send.
                let ran = self.actor.run_close(
                    &self.app,
                    session,
                    reactor,
                    header.flags & wire::CALL_BACK != 0,
                );
                if ran.is_ok() {
                    self.report(self.actor.finish(session, false));
                }
            }
            _ => self.report(self.actor.close(session.id, header.flags & wire::RESET != 0)),
        }
    }

    fn package(&self, session: Option<Session<'_>>, delivery: &Delivery<'_>, payload: Payload<'_>) {
        let length = payload.len() as u64;
        if let Some(session) = session {
            self.take_up(session, length);
        }
        let discards = self.shared().settings.discard_timeout_request;
        match session {
            Some(session)
                if discards && !is_sticky(self.shared()) && session.has(flag::PEER_GONE) =>
            {
                discarded(session.id, length, 2);
            }
            Some(session) => self.app.received(self.session_event(session, delivery, payload)),
            None if discards => discarded(delivery.header.session, length, 1),
            None => {
                let header = delivery.header;
                self.app.received(SessionEvent {
                    session: header.session,
                    port: PortIndex(0),
                    reactor: wire::reactor_of(header.arg),
                    time: header.time,
                    gist: wire::gist_of(header.arg),
                    label: wire::label_of(header.arg),
                    stream: wire::stream_of(header.arg),
                    payload,
                });
            }
        }
        self.count_request();
    }

    /// Accounts for bytes of a session that are being handled now, and lets its owner go on if that was what it waited for.
    fn take_up(&self, session: Session<'_>, length: u64) {
        session.row.served_by.store(self.pid, Relaxed);
        let less = |queued: u64| Some(queued.saturating_sub(length));
        let queued =
            session.row.queued_in.fetch_update(Relaxed, Relaxed, less).unwrap_or_else(|now| now);
        let limit = self.shared().settings.max_queued_bytes;
        if limit.is_some_and(|limit| queued >= limit && queued.saturating_sub(length) < limit) {
            self.report(self.actor.post(session.owner(), wire::ROOM, 0, session.id, 0, &[]));
        }
    }

    /// A packet that the worker's predecessor died on: what it left half done is put right. The request itself was taken, and is lost.
    fn tidy_up(&self, delivery: &Delivery<'_>) {
        let header = delivery.header;
        if header.kind == wire::TASK {
            return task::ended(&self.actor);
        }
        if matches!(header.kind, wire::PACKAGE | wire::DATAGRAM) {
            // It was dispatched, and is dealt with now.
            count(&self.shared().actor(self.actor.id).requests, 1);
        }
        let Some(session) = self.shared().sessions.get(header.session) else { return };
        if header.kind == wire::PACKAGE {
            // Nobody knows whether it was accounted for, so the count starts anew: with what is still on its way it may be too low for a while,
            // never too high. Whoever waits for it to fall is told.
            session.row.queued_in.store(0, Relaxed);
            if self.shared().settings.max_queued_bytes.is_some() {
                self.report(self.actor.post(session.owner(), wire::ROOM, 0, session.id, 0, &[]));
            }
            if self.shared().ports[usize::from(session.port().0)].settings.http.is_some() {
                let owner = session.owner();
                let arg = wire::stream_arg(wire::stream_of(header.arg), 502);
                self.report(self.actor.post(owner, wire::UNANSWERED, 0, session.id, arg, &[]));
            }
        }
        if header.kind == wire::CLOSED || session.has(flag::CLOSING) {
            session.set(flag::CLOSING, true);
            self.report(self.actor.finish(session, false));
        }
    }

    fn report(&self, result: Result<(), Failure>) {
        if let Err(failure) = result {
            log::warn_failure(&failure);
        }
    }

    fn run_datagram(&self, port: PortIndex, from: Endpoint, time: u64, bytes: &[u8]) {
        self.app.datagram(Datagram { port, from, time, bytes });
        self.count_request();
    }
}

impl Addressee for Worker {
    fn deliver(&self, delivery: Delivery<'_>) -> ControlFlow<()> {
        let row = self.shared().actor(self.actor.id);
        row.state.store(worker_state::BUSY, Relaxed);
        let (header, behind) = (delivery.header, delivery.behind);
        if delivery.interrupted {
            self.tidy_up(&delivery);
            return ControlFlow::Continue(());
        }
        match header.kind {
            wire::CONNECTED
            | wire::PACKAGE
            | wire::CLOSED
            | wire::BUFFER_FULL
            | wire::BUFFER_EMPTY
            | wire::CLOSE => {
                self.actor.answering(behind > 0, || self.serve(delivery));
            }
            wire::CERTIFICATE => {
                let sessions = &self.shared().sessions;
                let keep = |pem: &[u8]| {
                    self.actor.certificates.put(sessions, header.session, pem.to_vec());
                };
                if let Err(error) = delivery.payload.with_bytes(keep) {
                    log::sys_warning(&error, format_args!("a client's certificate is lost"));
                }
            }
            wire::DATAGRAM => {
                let time = header.time;
                let read = delivery.payload.with_bytes(|mut bytes| {
                    if let Some(from) = Endpoint::decode(&mut bytes) {
                        self.run_datagram(PortIndex(header.arg as u16), from, time, bytes);
                    }
                });
                if let Err(error) = read {
                    log::sys_warning(&error, format_args!("a datagram is lost"));
                }
            }
            wire::MESSAGE => {
                self.actor.answering(behind > 0, || self.app.message(Message::of(delivery)));
            }
            wire::TASK => match &self.tasks {
                // Results are not gathered: a task worker that dies loses the task it has begun, not those that it has done.
                Some(tasks) => self.actor.answering(false, || tasks.run(Task::of(delivery))),
                None => log::error(format_args!("a task reached worker {}", self.actor.id)),
            },
            wire::TASK_RESULT => {
                let result = Task::of(delivery);
                self.actor.answering(behind > 0, || self.app.task_finished(result));
            }
            wire::TAKES_MORE => {
                self.actor.answering(behind > 0, || self.actor.rooms.tell(header.session));
            }
            wire::COMMAND => super::command::answer(&self.actor, &delivery),
            wire::COMMAND_RESULT => super::command::answered(&self.actor, &delivery),
            _ => match self.actor.owner() {
                Some(owner) => obey(owner, &header, &delivery.payload),
                None => log::error(format_args!(
                    "a packet of kind {} reached worker {}",
                    header.kind, self.actor.id
                )),
            },
        }
        if self.app.has_halted() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn delivered(&self) {
        let row = self.shared().actor(self.actor.id);
        if !self.leaving.get() {
            row.state.store(worker_state::IDLE, Relaxed);
        }
        self.actor.answering(false, || ());
        if let Some(tasks) = &self.tasks {
            tasks.recount();
        }
    }
}

/// What comes with an event that is no package.
const NOTHING: Package<'static> =
    Package { bytes: &[], gist: Gist::UNKNOWN, label: None, stream: StreamId::NONE, more: false };

/// In BASE mode: what this worker owns goes straight to the script.
impl Upstream for Worker {
    fn connected(&self, session: Session<'_>) {
        session.row.worker.store(self.actor.id.0, Relaxed);
        if self.wants(session.port()).connect {
            self.call(session, |app, event| app.connected(event), NOTHING);
        }
    }

    fn certificate(&self, session: Session<'_>, pem: &[u8]) {
        self.actor.certificates.put(&self.shared().sessions, session.id, pem.to_vec());
    }

    fn package(&self, session: Session<'_>, package: Package<'_>) -> bool {
        // When it came: the ones before it may have kept the script busy since.
        session.row.dispatched_at.store(session.row.received_at.load(Relaxed), Relaxed);
        count(&self.shared().actor(self.actor.id).dispatched, 1);
        self.call(session, |app, event| app.received(event), package);
        self.count_request();
        true
    }

    fn no_more(&self) {
        self.actor.answering(false, || ());
    }

    fn closed(&self, session: Session<'_>) {
        let reactor = i32::from(self.actor.id.0);
        if self.actor.run_close(&self.app, session, reactor, true).is_ok() {
            self.report(self.actor.finish(session, false));
        }
    }

    fn buffer(&self, session: Session<'_>, full: bool) {
        let wants = self.wants(session.port());
        if full && wants.buffer_full {
            self.call(session, |app, event| app.buffer_full(event), NOTHING);
        } else if !full && wants.buffer_empty {
            self.call(session, |app, event| app.buffer_empty(event), NOTHING);
        }
    }

    fn room(&self, session: SessionId, who: ActorId) {
        self.actor.tell_of_room(session, who);
    }
}

impl Worker {
    fn call(
        &self,
        session: Session<'_>,
        callback: impl FnOnce(&dyn App, SessionEvent<'_>),
        about: Package<'_>,
    ) {
        if self.app.has_halted() {
            return;
        }
        let row = self.shared().actor(self.actor.id);
        let before = row.state.load(Relaxed);
        row.state.store(worker_state::BUSY, Relaxed);
        let event = SessionEvent {
            session: session.id,
            port: session.port(),
            reactor: self.actor.id.0.into(),
            time: self.reactor().real_micros(),
            gist: about.gist,
            label: about.label,
            stream: about.stream,
            payload: Payload::Inline(about.bytes),
        };
        self.actor.answering(about.more, || callback(&*self.app, event));
        row.state.store(before, Relaxed);
    }
}

impl Intake for Worker {
    fn accepted(&self, arrival: Arrival) {
        if let Some(owner) = self.actor.owner() {
            owner.adopt(arrival);
        }
    }

    fn datagram(&self, port: PortIndex, from: Endpoint, bytes: &[u8]) {
        if !self.app.has_halted() {
            count(&self.shared().actor(self.actor.id).dispatched, 1);
            self.run_datagram(port, from, self.reactor().real_micros(), bytes);
        }
    }
}

/// A package of a session that is gone (1), or whose client is (2). The line is one that people's log parsers know.
fn discarded(session: SessionId, length: u64, why: u8) {
    log::write_with(
        log::Level::Warning,
        "Worker_discard_data",
        ErrorCode::SESSION_DISCARD_TIMEOUT_DATA,
        format_args!("[{why}] ignore data[{length} bytes] received from session#{session}"),
    );
}

struct Signals(Rc<Worker>);

impl Handler for Signals {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, _: Readiness) {
        let next = || self.0.signals.borrow().as_ref().and_then(SignalSet::take);
        while let Some(signal) = next() {
            match signal {
                libc::SIGTERM => self.0.leave(),
                signal if signal == signal::sigrtmin() => log::reopen(),
                // A reload is the manager's business.
                _ => {}
            }
        }
    }
}

/// Ends this process when the one that started the server is gone, should the kernel not do it: a script that changes its user takes the
/// kernel's promise back.
///
/// # Errors
/// When descriptors run out.
pub fn watch_lifeline(shared: &Arc<Shared>, reactor: &Rc<Reactor>) -> io::Result<()> {
    struct Lifeline;
    impl Handler for Lifeline {
        fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, ready: Readiness) {
            if ready.read_closed {
                last_will::end();
            }
        }
    }
    reactor
        .add(
            shared.lifeline(),
            Interest::READ,
            Trigger::Edge,
            Lifetime::Background,
            Rc::new(Lifeline),
        )
        .map(drop)
}

/// What every forked child of a server does before anything else: forgets the parent's loop, and is ready to die with it. The signals that it will
/// take stay blocked until it does ([`SignalSet::only`]).
///
/// # Errors
/// When the kernel refuses; the child must end.
pub fn after_fork(shared: &Shared, me: ActorId, parent: i32) -> io::Result<()> {
    reactor::discard();
    shared.let_go_of_lifeline();
    log::set_role(shared.actors.role(me));
    shared.die_with(parent)
}

/// Whether a session of that mode always goes to the same worker.
pub fn is_sticky(shared: &Shared) -> bool {
    shared.mode == Mode::Base
        || DispatchMode::from_number(shared.settings.dispatch_mode)
            .is_some_and(DispatchMode::is_sticky)
}
