//! The keeper: forks for a supervisor's places from within a reactor's loop, reaps, replaces one by one, ends.
//!
//! [`Supervisor`] decides; this does it. Whoever keeps processes is an [`Owner`] and is told: the manager of a server, the master of a pool.
//!
//! ```text
//! SIGCHLD -> reap() -> Owner::ended -> (end of the turn) fill() -> fork -> child: Owner::run_child
//!                                                                       -> parent: Owner::filled
//! ```

use super::reload::{Pace, Reload, Step};
use super::send;
use super::supervisor::{Place, Supervisor};
use crate::log;
use crate::process::children;
use crate::reactor::{Lifetime, Reactor};
use crate::sys::process::{self, ExitStatus, Forked};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

/// Who keeps the processes.
pub trait Owner {
    /// The life of a new process, which was forked just now. If this returns, the process has to leave the loop that forked it: nothing more is done here.
    fn run_child(&self, place: Place);
    /// A place has a process.
    fn filled(&self, place: Place, pid: i32);
    /// Whether a process that ended so at that age has done some work: then its death is no sign of a crash loop, however early.
    fn has_served(&self, place: Place, status: ExitStatus, age: Duration) -> bool;
    /// A process has ended.
    fn ended(&self, ended: Ended);
    /// These have not ended in the time they had, and are killed.
    fn kills(&self, pids: &[i32]) {
        for pid in pids {
            log::warning(format_args!("process {pid} did not end when asked to and is killed"));
        }
    }
    /// A reload is over.
    fn reloaded(&self) {}
    /// Whether the program has ended itself: nothing more is done.
    fn has_halted(&self) -> bool;
}

/// A process that has ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ended {
    /// The place it had.
    pub place: Place,
    /// Its id.
    pub pid: i32,
    /// How it ended.
    pub status: ExitStatus,
    /// Whether it had been asked to.
    pub expected: bool,
}

/// See the module's head.
pub struct Keeper {
    supervisor: RefCell<Supervisor>,
    reactor: Rc<Reactor>,
    owner: Weak<dyn Owner>,
    /// How long a process may take to end when it is asked to.
    patience: Duration,
    timer: Cell<Option<u64>>,
    stopping: Cell<bool>,
    reload: RefCell<Option<Reload>>,
    myself: Weak<Self>,
}

impl Keeper {
    /// A keeper of `places` processes, none of which is there yet; that of the place `first` comes first.
    pub fn new(
        places: usize,
        first: Place,
        patience: Duration,
        reactor: &Rc<Reactor>,
        owner: Weak<dyn Owner>,
    ) -> Rc<Self> {
        Rc::new_cyclic(|myself| Self {
            supervisor: RefCell::new(Supervisor::new(places, first)),
            reactor: Rc::clone(reactor),
            owner,
            patience,
            timer: Cell::new(None),
            stopping: Cell::new(false),
            reload: RefCell::default(),
            myself: Weak::clone(myself),
        })
    }

    /// Fills the places that are due. In the processes that it forks it returns at once, if [`Owner::run_child`] does.
    pub fn fill(&self) {
        let Some(owner) = self.owner.upgrade() else { return };
        let now = self.reactor.refresh_now();
        loop {
            let Some(place) = self.supervisor.borrow().next_to_fill(now) else { break };
            match process::fork() {
                Ok(Forked::Parent(pid)) => {
                    self.supervisor.borrow_mut().filled(place, pid, now);
                    owner.filled(place, pid);
                }
                Ok(Forked::Child) => return owner.run_child(place),
                Err(error) => {
                    log::sys_warning(
                        &error,
                        format_args!("fork failed, worker {place} is tried again later"),
                    );
                    self.supervisor.borrow_mut().failed(place, now);
                }
            }
        }
        self.reload_goes_on();
        self.plan_next_event();
    }

    /// Fills the places when nothing else is under way: a child that was forked while a packet is being delivered would go on to tick it off in its parent's
    /// tray.
    fn fill_later(&self) {
        let keeper = Weak::clone(&self.myself);
        self.reactor.defer(move |_| {
            if let Some(keeper) = keeper.upgrade() {
                keeper.fill();
            }
        });
    }

    /// Takes the processes that have ended, and sees to their successors. Stops the reactor when it was the last of all.
    pub fn reap(&self) {
        let Some(owner) = self.owner.upgrade() else { return };
        loop {
            match children::reap_any() {
                Ok(Some((pid, status))) => self.died(&*owner, pid, status),
                Ok(None) => break,
                Err(error) => {
                    log::sys_warning(&error, format_args!("cannot wait for child processes"));
                    break;
                }
            }
            if owner.has_halted() {
                return;
            }
        }
        if self.stopping.get() && self.supervisor.borrow().is_empty() {
            return self.reactor.stop();
        }
        self.fill_later();
    }

    fn died(&self, owner: &dyn Owner, pid: i32, status: ExitStatus) {
        let now = self.reactor.refresh_now();
        let Some(place) = self.place_of(pid) else { return };
        let age = self.supervisor.borrow().age(pid, now).unwrap_or_default();
        let served = owner.has_served(place, status, age);
        let death = self.supervisor.borrow_mut().died(pid, status.signal != 0, served, now);
        let expected = death.is_some_and(|death| death.expected);
        owner.ended(Ended { place, pid, status, expected });
    }

    /// The process of a place.
    pub fn pid(&self, place: Place) -> Option<i32> {
        self.supervisor.borrow().pid(place)
    }

    /// The place that a process has, or had before it was asked to leave.
    pub fn place_of(&self, pid: i32) -> Option<Place> {
        self.supervisor.borrow().place_of(pid)
    }

    /// All processes, also those that are leaving.
    pub fn pids(&self) -> Vec<i32> {
        self.supervisor.borrow().pids()
    }

    /// A process goes its own way: its place is filled anew, and nobody ends it.
    pub fn let_go(&self, pid: i32) {
        self.supervisor.borrow_mut().let_go(pid, self.reactor.refresh_now());
        self.fill_later();
    }

    /// A process has said that it takes no more work and will end by itself: its place is filled anew.
    pub fn retired(&self, pid: i32) {
        let now = self.reactor.refresh_now();
        self.supervisor.borrow_mut().retired(pid, now, now + self.patience);
        self.fill_later();
    }

    /// Replaces the processes of the places that are `wanted`. Nothing happens while another reload is under way.
    pub fn reload(&self, wanted: impl Fn(Place) -> bool, pace: Pace) {
        if self.stopping.get() || self.is_reloading() {
            return;
        }
        let pids = {
            let supervisor = self.supervisor.borrow();
            let places = (0..supervisor.places()).filter(|place| wanted(*place));
            places.filter_map(|place| supervisor.pid(place)).collect()
        };
        self.reload.replace(Some(Reload::new(pids, pace)));
        self.reload_goes_on();
    }

    /// Whether a reload is under way.
    pub fn is_reloading(&self) -> bool {
        self.reload.borrow().is_some()
    }

    fn reload_goes_on(&self) {
        let step = || Some(self.reload.borrow_mut().as_mut()?.step(&self.supervisor.borrow()));
        while let Some(step) = step() {
            match step {
                Step::Wait => return,
                Step::Ask(pid) => self.ask_to_leave(pid),
                Step::Over => {
                    self.reload.take();
                    if let Some(owner) = self.owner.upgrade() {
                        owner.reloaded();
                    }
                }
            }
        }
    }

    fn ask_to_leave(&self, pid: i32) {
        let deadline = self.reactor.refresh_now() + self.patience;
        send(pid, libc::SIGTERM);
        self.supervisor.borrow_mut().leaving(pid, deadline);
        self.plan_next_event();
    }

    /// Asks everyone to end; the reactor stops when they have.
    pub fn stop(&self) {
        if self.stopping.replace(true) {
            return;
        }
        self.reload.take();
        let pids = {
            let mut supervisor = self.supervisor.borrow_mut();
            supervisor.stop();
            supervisor.pids()
        };
        if pids.is_empty() {
            return self.reactor.stop();
        }
        pids.into_iter().for_each(|pid| self.ask_to_leave(pid));
    }

    /// Whether [`Keeper::stop`] was called.
    pub fn is_stopping(&self) -> bool {
        self.stopping.get()
    }

    /// Ends everyone at once, and takes them.
    pub fn kill_all(&self) {
        let pids = self.supervisor.borrow().pids();
        for pid in &pids {
            send(*pid, libc::SIGKILL);
        }
        for pid in pids {
            while matches!(process::reap(Some(pid)), Ok(None)) && process::kill(pid, 0).is_ok() {
                std::thread::yield_now();
            }
        }
    }

    /// Wakes up when a place is due to be filled or a process to be killed.
    fn plan_next_event(&self) {
        if let Some(timer) = self.timer.take() {
            self.reactor.remove_timer(timer);
        }
        let Some(due) = self.supervisor.borrow().next_event() else { return };
        let delay = due.saturating_sub(self.reactor.refresh_now());
        let keeper = Weak::clone(&self.myself);
        let call = move |_: &Rc<Reactor>, _| {
            if let Some(keeper) = keeper.upgrade() {
                keeper.timer.set(None);
                keeper.kill_overdue();
                keeper.fill();
            }
        };
        let timer = self.reactor.add_timer(delay, false, Lifetime::Background, Rc::new(call));
        self.timer.set(Some(timer));
    }

    fn kill_overdue(&self) {
        let overdue = self.supervisor.borrow_mut().overdue(self.reactor.refresh_now());
        if let Some(owner) = self.owner.upgrade().filter(|_| !overdue.is_empty()) {
            owner.kills(&overdue);
        }
        for pid in overdue {
            send(pid, libc::SIGKILL);
        }
    }
}
