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
use crate::process::keeper::{self, Ended, Keeper};
use crate::process::reload::Pace;
use crate::process::send;
use crate::process::supervisor::Place;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::process::{self, ExitStatus};
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

/// See the module's head.
pub struct Manager {
    /// What it is to the others.
    pub actor: Rc<Actor>,
    app: Rc<dyn App>,
    keeper: Rc<Keeper>,
    signals: RefCell<Option<SignalSet>>,
    became: Cell<Option<ActorId>>,
    pid: i32,
    myself: Weak<Self>,
}

impl Manager {
    /// The manager, in this process.
    pub fn new(shared: &Arc<Shared>, reactor: &Rc<Reactor>, app: &Rc<dyn App>) -> Rc<Self> {
        let actor = Actor::new(shared.actors.manager(), shared, reactor, Some(Rc::clone(app)));
        let (actors, patience) = (&shared.actors, shared.settings.kill_limit());
        let places = actors.processes().into();
        // Whoever serves a request has somebody to give tasks and messages to.
        let first = actors.workers.into();
        Rc::new_cyclic(|myself: &Weak<Self>| Self {
            actor,
            app: Rc::clone(app),
            keeper: Keeper::new(places, first, patience, reactor, Weak::clone(myself) as _),
            signals: RefCell::default(),
            became: Cell::new(None),
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
        self.keeper.fill();
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
            self.keeper.kill_all();
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

    /// The owners of sessions have clients that wait for an answer of the dead process.
    fn tell_owners(&self, dead: i32) {
        let shared = self.shared();
        if shared.ports.iter().all(|port| port.settings.http.is_none()) {
            return;
        }
        for owner in (0..shared.actors.reactors).map(|number| shared.actors.reactor(number)) {
            let told = self.actor.post(owner, wire::WORKER_DIED, 0, SessionId(0), dead as u64, &[]);
            if let Err(failure) = told {
                log::warn_failure(&failure);
            }
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

    /// Replaces all workers (or only task workers). As documented, one that is asked for while another is under way is discarded.
    fn reload(&self, tasks_only: bool) {
        if self.keeper.is_stopping() || self.keeper.is_reloading() {
            return;
        }
        let Shared { actors, settings, .. } = &**self.shared();
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
        let wanted = |place: usize| match actors.kind(ActorId(place as u16)) {
            Kind::Task => true,
            Kind::Worker => !tasks_only,
            _ => false,
        };
        let pace = if settings.reload_async { Pace::AtOnce } else { Pace::OneByOne };
        self.keeper.reload(wanted, pace);
    }

    /// Asks everyone to end; the loop stops when they have.
    pub fn stop(&self) {
        self.shared().server().stopping.store(1, Relaxed);
        self.keeper.stop();
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
                libc::SIGCHLD => self.keeper.reap(),
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
        for pid in self.keeper.pids() {
            send(pid, signal::sigrtmin());
        }
    }
}

impl keeper::Owner for Manager {
    fn run_child(&self, place: Place) {
        let actor = ActorId(place as u16);
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

    fn filled(&self, place: Place, pid: i32) {
        self.shared().actor(ActorId(place as u16)).pid.store(pid, Relaxed);
    }

    fn has_served(&self, place: Place, status: ExitStatus, age: Duration) -> bool {
        let actor = ActorId(place as u16);
        // A user process that comes to its end is started again at once, if it has taken some time over it: that is how some are written.
        let has_done_its_part = || {
            self.shared().actors.kind(actor) == Kind::User
                && status == ExitStatus::default()
                && age >= USER_PART
        };
        self.shared().actor(actor).process_requests.load(Relaxed) > 0 || has_done_its_part()
    }

    fn ended(&self, ended: Ended) {
        let Ended { place, pid, status, expected } = ended;
        let worker = ActorId(place as u16);
        self.clear_up_after(worker);
        self.tell_owners(pid);
        let row = self.shared().actor(worker);
        // One that was killed could not close its sessions; the kernel has closed their sockets.
        let lost = self.shared().sessions.remove_all_of(pid);
        row.closed.fetch_add(lost, Relaxed);
        // Its number stays in the row until there is a successor's: who asks for the process of a place gets the last one.
        if row.pid.load(Relaxed) == pid {
            row.state.store(worker_state::IDLE, Relaxed);
        }
        if status != ExitStatus::default() && !(expected && self.keeper.is_stopping()) {
            self.app.worker_failed(WorkerFailure { worker, pid, status });
        }
    }

    fn kills(&self, pids: &[i32]) {
        if self.keeper.is_stopping() {
            log::warning_with(
                ErrorCode::SERVER_WORKER_EXIT_TIMEOUT,
                format_args!("wait timeout, all worker processes will be forcibly terminated"),
            );
            return;
        }
        for (worker, pid) in pids.iter().filter_map(|pid| Some((self.keeper.place_of(*pid)?, pid)))
        {
            log::warning(format_args!(
                "ReloadTask::kill_all(): force kill worker process(pid={pid}, id={worker})"
            ));
        }
    }

    fn reloaded(&self) {
        self.app.after_reload();
    }

    fn has_halted(&self) -> bool {
        self.app.has_halted()
    }
}

impl Addressee for Manager {
    fn deliver(&self, delivery: Delivery<'_>) -> ControlFlow<()> {
        let header = delivery.header;
        match header.kind {
            wire::RETIRED => self.keeper.retired(header.arg as i32),
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
