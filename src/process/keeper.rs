//! The keeper: forks for a supervisor's places from within a reactor's loop, reaps, replaces one by one, ends.
//!
//! [`Supervisor`] decides; this does it. Whoever keeps processes is a [`Owner`] and is told. A pool's master owns one.
//!
//! ```text
//! SIGCHLD -> reap() -> Owner::ended -> fill() -> fork -> child: Owner::run_child (never returns)
//!                                                     -> parent: Owner::filled
//! ```

use super::send;
use super::supervisor::{Place, Supervisor};
use crate::log;
use crate::process::children;
use crate::reactor::{Lifetime, Reactor};
use crate::sys::process::{self, ExitStatus, Forked};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::time::Duration;

/// Who keeps the processes.
pub trait Owner {
    /// The life of a new process, which was forked just now and shares nothing with its parent any more.
    fn run_child(&self, place: Place) -> !;
    /// A place has a process.
    fn filled(&self, place: Place, pid: i32);
    /// Whether the process of a place has done some work: then its death is no sign of a crash loop, however early.
    fn has_served(&self, place: Place) -> bool;
    /// A process has ended.
    fn ended(&self, ended: Ended);
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
    /// Those that a reload will ask to leave, one after the other has been replaced; the first has been asked.
    reload: RefCell<VecDeque<i32>>,
    myself: Weak<Self>,
}

impl Keeper {
    /// A keeper of `places` processes, none of which is there yet.
    pub fn new(
        places: usize,
        patience: Duration,
        reactor: &Rc<Reactor>,
        owner: Weak<dyn Owner>,
    ) -> Rc<Self> {
        Rc::new_cyclic(|myself| Self {
            supervisor: RefCell::new(Supervisor::new(places)),
            reactor: Rc::clone(reactor),
            owner,
            patience,
            timer: Cell::new(None),
            stopping: Cell::new(false),
            reload: RefCell::default(),
            myself: Weak::clone(myself),
        })
    }

    /// Fills the places that are due. Does not return in the processes that it forks.
    pub fn fill(&self) {
        let Some(owner) = self.owner.upgrade() else { return };
        let now = self.reactor.refresh_now();
        loop {
            let Some(place) = self.supervisor.borrow().next_to_fill(now) else { break };
            match process::fork() {
                Ok(Forked::Parent(pid)) => {
                    self.supervisor.borrow_mut().filled(place, pid, now);
                    owner.filled(place, pid);
                    self.reload_goes_on();
                }
                Ok(Forked::Child) => owner.run_child(place),
                Err(error) => {
                    log::sys_warning(
                        &error,
                        format_args!("fork failed, place {place} is tried again later"),
                    );
                    self.supervisor.borrow_mut().failed(place, now);
                }
            }
        }
        self.plan_next_event();
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
        self.fill();
    }

    fn died(&self, owner: &dyn Owner, pid: i32, status: ExitStatus) {
        let now = self.reactor.refresh_now();
        let place = self.supervisor.borrow().place_of(pid);
        // One that ends of its own accord has done its work, however short.
        let served =
            status == ExitStatus::default() || place.is_some_and(|place| owner.has_served(place));
        let death = self.supervisor.borrow_mut().died(pid, status.signal != 0, served, now);
        let Some(death) = death else { return };
        owner.ended(Ended { place: death.place, pid, status, expected: death.expected });
    }

    /// The process of a place.
    pub fn pid(&self, place: Place) -> Option<i32> {
        self.supervisor.borrow().pid(place)
    }

    /// A process goes its own way: its place is filled anew, and nobody ends it.
    pub fn let_go(&self, pid: i32) {
        let now = self.reactor.refresh_now();
        self.supervisor.borrow_mut().let_go(pid, now);
        let keeper = Weak::clone(&self.myself);
        self.reactor.defer(move |_| {
            if let Some(keeper) = keeper.upgrade() {
                keeper.fill();
            }
        });
    }

    /// Replaces all processes, one by one.
    pub fn reload(&self) {
        if self.stopping.get() || !self.reload.borrow().is_empty() {
            return;
        }
        let pids: VecDeque<i32> = {
            let supervisor = self.supervisor.borrow();
            (0..supervisor.places()).filter_map(|place| supervisor.pid(place)).collect()
        };
        let first = pids.front().copied();
        self.reload.replace(pids);
        if let Some(first) = first {
            self.ask_to_leave(first);
        }
    }

    /// Asks the next of a reload, once the one before it has a successor.
    fn reload_goes_on(&self) {
        let next = {
            let supervisor = self.supervisor.borrow();
            let mut queue = self.reload.borrow_mut();
            let Some(asked) = queue.front() else { return };
            if supervisor.place_of(*asked).is_some() {
                return;
            }
            // Those that have ended meanwhile have been replaced.
            queue.retain(|pid| supervisor.place_of(*pid).is_some());
            queue.front().copied()
        };
        if let Some(next) = next {
            self.ask_to_leave(next);
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
        for pid in overdue {
            log::warning(format_args!("process {pid} did not end when asked to and is killed"));
            send(pid, libc::SIGKILL);
        }
    }
}
