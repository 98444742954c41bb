//! The manager: forks the workers, watches over them, replaces, reloads and ends them. It has no thread and holds no connection.
//!
//! It is a process of its own in PROCESS mode, and the calling process in BASE mode. A fork happens inside its loop; the child notices, stops
//! the loop and returns from [`Manager::run`] as [`Outcome::Became`], so that every process starts its own life at the same shallow depth of stack.

use super::actor::Actor;
use super::actors::Kind;
use super::app::{App, WorkerFailure};
use super::inbox::{Addressee, Inbox};
use super::shared::{Mode, Shared, worker_state};
use super::wire;
use super::worker;
use crate::error::ErrorCode;
use crate::ids::{ActorId, SessionId};
use crate::ipc::{Delivery, Mailbox};
use crate::log;
use crate::process::supervisor::Supervisor;
use crate::process::{children, send};
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::process::{self, ExitStatus, Forked};
use crate::sys::signal::{self, SignalSet};
use std::cell::{Cell, RefCell};
use std::io;
use std::ops::ControlFlow;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// How long after its claimer's death a place in shared memory is freed.
const CLAIMS_LAST: Duration = Duration::from_secs(60);

/// What a user process has to last for its end not to look like a crash.
const USER_PART: Duration = Duration::from_millis(50);

/// How [`Manager::run`] ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// All processes have ended; this is still the manager.
    Ended,
    /// This is a new process: be that actor.
    Became(ActorId),
}

/// A reload under way. It is over when all of its processes are gone.
#[derive(Debug, Default)]
struct Reload {
    /// The processes to be replaced that are still there.
    old: Vec<i32>,
    /// Those of them whose successors are waited for.
    pending: Vec<i32>,
    /// Those that will be asked to leave when the one before them is replaced (`reload_async` off).
    queue: Vec<i32>,
}

/// See the module's head.
pub struct Manager {
    /// What it is to the others.
    pub actor: Rc<Actor>,
    app: Rc<dyn App>,
    supervisor: RefCell<Supervisor>,
    signals: RefCell<Option<SignalSet>>,
    reload: RefCell<Option<Reload>>,
    became: Cell<Option<ActorId>>,
    timer: Cell<Option<u64>>,
    stopping: Cell<bool>,
    pid: i32,
    myself: Weak<Self>,
}

impl Manager {
    /// The manager, in this process.
    pub fn new(shared: &Arc<Shared>, reactor: &Rc<Reactor>, app: &Rc<dyn App>) -> Rc<Self> {
        let actor = Actor::new(shared.actors.manager(), shared, reactor, Some(Rc::clone(app)));
        Rc::new_cyclic(|myself| Self {
            actor,
            app: Rc::clone(app),
            supervisor: RefCell::new(Supervisor::new(shared.actors.processes().into())),
            signals: RefCell::default(),
            reload: RefCell::default(),
            became: Cell::new(None),
            timer: Cell::new(None),
            stopping: Cell::new(false),
            pid: std::process::id() as i32,
            myself: Weak::clone(myself),
        })
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.actor.shared
    }

    fn reactor(&self) -> &Rc<Reactor> {
        &self.actor.reactor
    }

    /// Forks everyone, watches until all have been asked to end and have ended.
    ///
    /// # Errors
    /// When descriptors run out or waiting fails.
    pub fn run(self: &Rc<Self>) -> io::Result<Outcome> {
        let taken = [
            libc::SIGCHLD,
            libc::SIGTERM,
            libc::SIGUSR1,
            libc::SIGUSR2,
            signal::sigrtmin(),
            libc::SIGALRM,
        ];
        let signals = match self.shared().mode {
            Mode::Process => SignalSet::only(&taken)?,
            // The calling process: what the script has blocked stays so.
            Mode::Base => SignalSet::new(&taken)?,
        };
        let handler = Rc::new(Signals(Weak::clone(&self.myself)));
        self.reactor().add(
            signals.fd(),
            Interest::READ,
            Trigger::Edge,
            Lifetime::Background,
            handler,
        )?;
        self.signals.replace(Some(signals));
        Inbox::watch(
            self.actor.id,
            self.shared(),
            self.reactor(),
            Rc::clone(self) as Rc<dyn Addressee>,
        )?;
        self.fill_places();
        if let Some(actor) = self.became.get() {
            return Ok(Outcome::Became(actor));
        }
        self.tell_master()?;
        self.app.manager_started();
        if !self.app.has_halted() {
            self.reactor().run_until_stopped()?;
        }
        if let Some(actor) = self.became.get() {
            return Ok(Outcome::Became(actor));
        }
        if self.app.has_halted() {
            // The script has ended this process with a fatal error: the others go with it.
            self.kill_all();
        } else {
            self.app.manager_stopped();
            if self.shared().mode == Mode::Base {
                self.app.shut_down();
            }
        }
        if let Some(signals) = self.signals.take() {
            signals.end();
        }
        Ok(Outcome::Ended)
    }

    /// Only now does the script learn that the server has started, so that it finds all processes there.
    fn tell_master(&self) -> io::Result<()> {
        if self.shared().mode == Mode::Base {
            return Ok(());
        }
        let master = self.shared().actors.master();
        self.actor
            .post(master, wire::READY, 0, SessionId(0), 0, &[])
            .map_err(|failure| io::Error::other(failure.message))
    }

    // ---- forking

    /// Fills the places that are due. In a child it returns at once, with `became` set.
    fn fill_places(&self) {
        let now = self.reactor().refresh_now();
        loop {
            let Some(place) = self.supervisor.borrow().next_to_fill(now) else { break };
            match process::fork() {
                Ok(Forked::Parent(pid)) => {
                    self.supervisor.borrow_mut().filled(place, pid, now);
                    self.shared().actor(ActorId(place as u16)).pid.store(pid, Relaxed);
                    self.reload_goes_on();
                }
                Ok(Forked::Child) => return self.become_actor(ActorId(place as u16)),
                Err(error) => {
                    log::sys_warning(
                        &error,
                        format_args!("fork failed, worker {place} is tried again later"),
                    );
                    self.supervisor.borrow_mut().failed(place, now);
                }
            }
        }
        self.plan_next_event();
    }

    /// Fills the places when nothing else is under way: a child that was forked while a packet is being delivered would go on to tick it off in the
    /// manager's tray.
    fn fill_places_later(&self) {
        let manager = Weak::clone(&self.myself);
        self.reactor().defer(move |_| {
            if let Some(manager) = manager.upgrade() {
                manager.fill_places();
            }
        });
    }

    fn become_actor(&self, actor: ActorId) {
        self.became.set(Some(actor));
        if let Some(signals) = self.signals.take() {
            signals.leave_blocked();
        }
        self.reactor().stop();
        if let Err(error) = worker::after_fork(self.shared(), actor, self.pid) {
            log::sys_warning(&error, format_args!("a new process cannot be set up"));
            process::exit_now(1);
        }
    }

    /// Wakes up when a place is due to be filled or a process to be killed.
    fn plan_next_event(&self) {
        if let Some(timer) = self.timer.take() {
            self.reactor().remove_timer(timer);
        }
        let Some(due) = self.supervisor.borrow().next_event() else { return };
        let delay = due.saturating_sub(self.reactor().refresh_now());
        let manager = Weak::clone(&self.myself);
        let call = move |_: &Rc<Reactor>, _| {
            if let Some(manager) = manager.upgrade() {
                manager.timer.set(None);
                manager.kill_overdue();
                manager.fill_places();
            }
        };
        self.timer.set(Some(self.reactor().add_timer(
            delay,
            false,
            Lifetime::Background,
            Rc::new(call),
        )));
    }

    fn kill_overdue(&self) {
        let overdue = self.supervisor.borrow_mut().overdue(self.reactor().refresh_now());
        if self.stopping.get() && !overdue.is_empty() {
            log::warning_with(
                ErrorCode::SERVER_WORKER_EXIT_TIMEOUT,
                format_args!("wait timeout, all worker processes will be forcibly terminated"),
            );
        }
        for pid in overdue {
            if !self.stopping.get()
                && let Some(worker) = self.supervisor.borrow().place_of(pid)
            {
                log::warning(format_args!(
                    "ReloadTask::kill_all(): force kill worker process(pid={pid}, id={worker})"
                ));
            }
            send(pid, libc::SIGKILL);
        }
    }

    // ---- deaths

    fn reap(&self) {
        loop {
            match children::reap_any() {
                Ok(Some((pid, status))) => self.died(pid, status),
                Ok(None) => break,
                Err(error) => {
                    log::sys_warning(&error, format_args!("cannot wait for child processes"));
                    break;
                }
            }
            if self.app.has_halted() {
                return;
            }
        }
        if self.stopping.get() && self.supervisor.borrow().is_empty() {
            return self.reactor().stop();
        }
        self.reload_goes_on();
        self.fill_places_later();
    }

    /// A user process that comes to its end is started again at once, if it has taken some time over it: that is how some are written.
    fn has_done_its_part(&self, pid: i32, process: ActorId, now: Duration) -> bool {
        let age = self.supervisor.borrow().age(pid, now);
        self.shared().actors.kind(process) == Kind::User && age.is_some_and(|age| age >= USER_PART)
    }

    fn died(&self, pid: i32, status: ExitStatus) {
        let now = self.reactor().refresh_now();
        let Some(place) = self.supervisor.borrow().place_of(pid) else { return };
        let worker = ActorId(place as u16);
        self.clear_up_after(worker);
        let row = self.shared().actor(worker);
        // One that was killed could not close its sessions; the kernel has closed their sockets.
        let lost = self.shared().sessions.remove_all_of(pid);
        row.closed.fetch_add(lost, Relaxed);
        let served = row.process_requests.load(Relaxed) > 0
            || status == ExitStatus::default() && self.has_done_its_part(pid, worker, now);
        let death = self.supervisor.borrow_mut().died(pid, status.signal != 0, served, now);
        let expected = death.is_some_and(|death| death.expected);
        if row.pid.compare_exchange(pid, 0, Relaxed, Relaxed).is_ok() {
            row.state.store(worker_state::IDLE, Relaxed);
        }
        if status != ExitStatus::default() && !(expected && self.stopping.get()) {
            self.app.worker_failed(WorkerFailure { worker, pid, status });
        }
        if let Some(reload) = &mut *self.reload.borrow_mut() {
            reload.queue.retain(|queued| *queued != pid);
        }
    }

    /// A dead process may have claimed places for what it never sent; what it did send is read, and its place freed, long before this frees it. It may also have
    /// left someone asleep who has mail.
    fn clear_up_after(&self, dead: ActorId) {
        let shared = self.shared();
        shared.mailboxes.iter().for_each(Mailbox::wake_for_dead_sender);
        let parcels = shared.parcels.claimed_by(dead);
        let letters: Vec<_> =
            shared.mailboxes.iter().map(|mailbox| mailbox.letters().claimed_by(dead)).collect();
        if parcels.is_empty() && letters.iter().all(Vec::is_empty) {
            return;
        }
        let shared = Arc::clone(shared);
        let call = move |_: &Rc<Reactor>, _| {
            shared.parcels.give_back(&parcels);
            for (mailbox, claims) in shared.mailboxes.iter().zip(&letters) {
                mailbox.letters().give_back(claims);
            }
        };
        self.reactor().add_timer(CLAIMS_LAST, false, Lifetime::Background, Rc::new(call));
    }

    // ---- reload

    /// Replaces all workers (or only task workers). As documented, one that is asked for while another is under way is discarded.
    fn reload(&self, tasks_only: bool) {
        if self.stopping.get() || self.reload.borrow().is_some() {
            return;
        }
        let actors = self.shared().actors;
        let wanted = |place: usize| match actors.kind(ActorId(place as u16)) {
            Kind::Task => true,
            Kind::Worker => !tasks_only,
            _ => false,
        };
        let pids: Vec<i32> = {
            let supervisor = self.supervisor.borrow();
            (0..supervisor.places())
                .filter(|place| wanted(*place))
                .filter_map(|place| supervisor.pid(place))
                .collect()
        };
        if tasks_only && actors.tasks == 0 {
            log::warning(format_args!("cannot reload task workers: the server has none"));
            return;
        }
        let what = if tasks_only { "task workers" } else { "workers" };
        log::info(format_args!("Server is reloading all {what} now"));
        self.shared().server().reloads.fetch_add(1, Relaxed);
        self.app.before_reload();
        if self.app.has_halted() {
            return;
        }
        let at_once = self.shared().settings.reload_async;
        if at_once {
            pids.iter().for_each(|pid| self.ask_to_leave(*pid));
        }
        let queue = if at_once { Vec::new() } else { pids.clone() };
        let reload = Reload { old: pids.clone(), pending: pids, queue };
        self.reload.replace(Some(reload));
        self.reload_goes_on();
    }

    /// Looks who of a reload has been replaced; asks the next to leave, or tells the script that it is over.
    fn reload_goes_on(&self) {
        let mut reload = self.reload.borrow_mut();
        let Some(current) = &mut *reload else { return };
        let supervisor = self.supervisor.borrow();
        let is_there = |pid: i32| {
            supervisor.place_of(pid).is_some_and(|place| {
                supervisor.pid(place) == Some(pid) || supervisor.pid(place).is_none()
            })
        };
        current.pending.retain(|pid| is_there(*pid));
        current.old.retain(|pid| supervisor.place_of(*pid).is_some());
        drop(supervisor);
        if current.pending.is_empty() && current.old.is_empty() {
            *reload = None;
            drop(reload);
            return self.app.after_reload();
        }
        // One at a time: the first in the queue is asked when nobody who was asked is still there.
        let asked = current.pending.iter().any(|pid| !current.queue.contains(pid));
        if !asked && !current.queue.is_empty() {
            let next = current.queue.remove(0);
            drop(reload);
            self.ask_to_leave(next);
        }
    }

    fn ask_to_leave(&self, pid: i32) {
        let deadline = self.reactor().refresh_now() + self.shared().settings.leave_limit();
        send(pid, libc::SIGTERM);
        self.supervisor.borrow_mut().leaving(pid, deadline);
        self.plan_next_event();
    }

    // ---- the end

    /// Asks everyone to end; the loop stops when they have.
    pub fn stop(&self) {
        if self.stopping.replace(true) {
            return;
        }
        self.reload.take();
        self.shared().server().stopping.store(1, Relaxed);
        let pids = {
            let mut supervisor = self.supervisor.borrow_mut();
            supervisor.stop();
            supervisor.pids()
        };
        if pids.is_empty() {
            return self.reactor().stop();
        }
        pids.iter().for_each(|pid| self.ask_to_leave(*pid));
    }

    fn kill_all(&self) {
        for pid in self.supervisor.borrow().pids() {
            send(pid, libc::SIGKILL);
        }
    }

    fn next_signal(&self) -> Option<i32> {
        self.signals.borrow().as_ref().and_then(SignalSet::take)
    }

    fn take_signals(&self) {
        let mut come: Vec<_> = std::iter::from_fn(|| self.next_signal()).collect();
        // A log file that was moved away is left before anything is written about the others.
        come.sort_by_key(|signal| *signal != signal::sigrtmin());
        for signal in come {
            match signal {
                libc::SIGCHLD => self.reap(),
                libc::SIGTERM => self.asked_to_stop(),
                libc::SIGUSR1 => self.reload(false),
                libc::SIGUSR2 => self.reload(true),
                signal if signal == signal::sigrtmin() => self.reopen_log(),
                _ => {}
            }
            if self.app.has_halted() {
                return;
            }
        }
    }

    /// SIGTERM. In PROCESS mode the whole server ends, whoever it was sent to: without a manager it is of no use.
    fn asked_to_stop(&self) {
        let master = self.shared().server().starter_pid.load(Relaxed);
        if master != self.pid && self.shared().server().stopping.load(Relaxed) == 0 {
            send(master, libc::SIGTERM);
            return;
        }
        self.stop();
    }

    fn reopen_log(&self) {
        log::reopen();
        for pid in self.supervisor.borrow().pids() {
            send(pid, signal::sigrtmin());
        }
    }
}

impl Addressee for Manager {
    fn deliver(&self, delivery: Delivery<'_>) -> ControlFlow<()> {
        let header = delivery.header;
        match header.kind {
            wire::RETIRED => {
                let now = self.reactor().refresh_now();
                let deadline = now + self.shared().settings.leave_limit();
                self.supervisor.borrow_mut().retired(header.arg as i32, now, deadline);
                self.fill_places_later();
            }
            wire::COMMAND => super::command::answer(&self.actor, &delivery),
            wire::COMMAND_RESULT => super::command::answered(&self.actor, &delivery),
            kind => log::error(format_args!("a packet of kind {kind} reached the manager")),
        }
        if self.app.has_halted() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

struct Signals(Weak<Manager>);

impl Handler for Signals {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, _: Readiness) {
        if let Some(manager) = self.0.upgrade() {
            manager.take_signals();
        }
    }
}
