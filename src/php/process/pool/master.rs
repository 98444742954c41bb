//! The master of a pool: the process that called `start()`. It runs PHP in its own events only and holds no message.

use std::cell::RefCell;
use std::io;
use std::rc::{Rc, Weak};
use std::time::Duration;

use crate::error::{ErrorCode, Failure};
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callback::{self, Called};
use crate::php::convert::{boolean, long};
use crate::php::{looping, object};
use crate::process::keeper::{self, Keeper};
use crate::process::pipe::Side;
use crate::process::reload::Pace;
use crate::process::supervisor::Place;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::process::ExitStatus;
use crate::sys::signal::{self, SignalSet};

use super::core::{Core, Event, MASTER_PID, RUNNING, Running, WORKER_RUNNING};
use super::worker;

struct Master {
    core: Rc<Core>,
    running: Rc<Running>,
    reactor: Rc<Reactor>,
    keeper: RefCell<Weak<Keeper>>,
    signals: RefCell<Option<SignalSet>>,
}

/// Runs the pool to its end.
///
/// # Errors
/// When it cannot start or wait; a script that has ended itself in one of the master's events.
pub(super) fn run(core: &Rc<Core>, running: &Rc<Running>) -> Outcome {
    looping::teardown();
    crate::reactor::discard();
    looping::suppress(true);
    object::set_property(core.object(), &MASTER_PID, long(running.master.into()));
    object::set_property(core.object(), &RUNNING, boolean(true));
    log::set_role(log::Role::Master);
    let ran = watch(core, running);
    core.set_running(None);
    looping::teardown();
    crate::reactor::discard();
    looping::suppress(false);
    log::set_role(log::Role::Script);
    running.will.get().inspect(|will| will.execute());
    core.listeners.take();
    let processes = core.processes.take();
    drop(processes);
    match ran {
        _ if has_halted() => Err(Exit::Pending),
        Ok(()) => Ok(()),
        Err(error) => {
            let failure = Failure::system("running the process pool", &error);
            Err(Exit::throw(ErrorCode::from(&error), failure.message))
        }
    }
}

fn watch(core: &Rc<Core>, running: &Rc<Running>) -> io::Result<()> {
    let reactor = crate::reactor::current()?;
    let master = Rc::new(Master {
        core: Rc::clone(core),
        running: Rc::clone(running),
        reactor: Rc::clone(&reactor),
        keeper: RefCell::default(),
        signals: RefCell::default(),
    });
    let owner: Rc<dyn keeper::Owner> = Rc::clone(&master) as _;
    let keeper =
        Keeper::new(core.workers, 0, core.settings().patience, &reactor, Rc::downgrade(&owner));
    master.keeper.replace(Rc::downgrade(&keeper));
    let signals = SignalSet::new(&[
        libc::SIGCHLD,
        libc::SIGTERM,
        libc::SIGUSR1,
        libc::SIGUSR2,
        signal::sigrtmin(),
    ])?;
    let fd = signals.fd();
    master.signals.replace(Some(signals));
    let handler = Rc::new(Signals(Rc::downgrade(&master)));
    reactor.add(fd, Interest::READ, Trigger::Edge, Lifetime::Background, handler)?;
    if let Some(fd) = running.notes.fd(Side::Worker) {
        let handler = Rc::new(Notes(Rc::downgrade(&master)));
        reactor.add(fd, Interest::READ, Trigger::Edge, Lifetime::Background, handler)?;
    }
    // Before the first fork, so that scripts see it come first.
    master.tell(Event::Start);
    let ran = if has_halted() {
        Ok(())
    } else {
        keeper.fill();
        reactor.run_until_stopped()
    };
    // The script has ended this process, or waiting failed: the others go with it.
    keeper.kill_all();
    // Asked to end more than once, it has done so; the script goes on.
    while master.next_signal().is_some() {}
    ran
}

fn has_halted() -> bool {
    callback::pending() != callback::Pending::None || !callback::exception().is_null()
}

impl Master {
    fn tell(&self, event: Event) {
        let Some(callable) = self.core.callback(event) else { return };
        let called = callback::call(&callable, &mut [self.core.value()]);
        drop(callable);
        if !matches!(called, Called::Returned(_)) {
            self.reactor.stop();
        }
    }

    fn keeper(&self) -> Option<Rc<Keeper>> {
        self.keeper.borrow().upgrade()
    }

    fn next_signal(&self) -> Option<i32> {
        self.signals.borrow().as_ref().and_then(SignalSet::take)
    }

    fn take_signals(&self) {
        while let Some(signal) = self.next_signal() {
            let Some(keeper) = self.keeper() else { return };
            match signal {
                libc::SIGCHLD => keeper.reap(),
                libc::SIGTERM => self.shut_down(&keeper),
                libc::SIGUSR1 | libc::SIGUSR2 => {
                    log::info(format_args!("process pool is replacing all workers"));
                    keeper.reload(|_| true, Pace::OneByOne);
                }
                signal if signal == signal::sigrtmin() => log::reopen(),
                _ => {}
            }
            if has_halted() {
                return self.reactor.stop();
            }
        }
    }

    /// The script learns of it before the workers do.
    fn shut_down(&self, keeper: &Keeper) {
        if keeper.is_stopping() {
            return;
        }
        for name in [&RUNNING, &WORKER_RUNNING] {
            object::set_property(self.core.object(), name, boolean(false));
        }
        self.tell(Event::Shutdown);
        if !has_halted() {
            keeper.stop();
        }
    }

    /// Lets those workers go that have left.
    fn take_notes(&self) {
        let mut pid = [0; 4];
        while let Ok(4) = self.running.notes.try_read(Side::Worker, &mut pid) {
            if let Some(keeper) = self.keeper() {
                keeper.let_go(i32::from_ne_bytes(pid));
            }
        }
    }
}

impl keeper::Owner for Master {
    fn run_child(&self, place: Place) {
        // Its signals stay blocked until the worker has said what they do to it.
        if let Some(signals) = self.signals.take() {
            signals.leave_blocked();
        }
        worker::run(&self.core, &self.running, place)
    }

    fn filled(&self, place: Place, pid: i32) {
        self.running.set_pid(place, pid);
    }

    fn has_served(&self, place: Place, status: ExitStatus, _: Duration) -> bool {
        // One that ends of its own accord has done its work, however short.
        status == ExitStatus::default() || self.running.has_served(place)
    }

    fn ended(&self, ended: keeper::Ended) {
        let keeper::Ended { place, pid, status, expected } = ended;
        if self.running.pid(place) == pid {
            self.running.set_pid(place, 0);
        }
        if !expected && status != ExitStatus::default() {
            log::warning(format_args!(
                "Worker::report_error(): worker(pid={pid}, id={place}) abnormal exit, status={}, signal={}",
                status.code, status.signal
            ));
        }
    }

    fn has_halted(&self) -> bool {
        has_halted()
    }
}

struct Signals(Weak<Master>);

impl Handler for Signals {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, _: Readiness) {
        if let Some(master) = self.0.upgrade() {
            master.take_signals();
        }
    }
}

struct Notes(Weak<Master>);

impl Handler for Notes {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, _: Readiness) {
        if let Some(master) = self.0.upgrade() {
            master.take_notes();
        }
    }
}
