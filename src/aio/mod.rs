//! Work that would block: done by threads of the process, its results given back on the event loop.
//!
//! The kernel reads no file and looks up no name without blocking, so that is [`submit`]ted to [`threads`]. They are started when there is work,
//! run nothing but what was submitted, and never touch PHP.
//!
//! ```text
//! loop                                       a thread
//! submit(work, done) ── queue ─────────────> work()
//!                                              │ result put down, bell rung (an eventfd in the reactor)
//! done(reactor, result) <──────────────────────┘
//! ```
//!
//! Dropping the [`Ticket`] gives the work up: `done` is never called, and work that no thread has begun is not done at all.
//!
//! A forked child has none of its parent's threads: it forgets them, and makes its own when it has work. [`shut_down`] ends them with the script.

pub mod file;
mod threads;

pub use threads::{Limits, Stats};

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::io;
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::settings::{Asked, ProcessSettings};
use crate::sys::{affinity, process};
use crate::timer::TimerId;
use threads::{Job, Threads};

thread_local! {
    static CURRENT: RefCell<Option<Rc<Desk>>> = const { RefCell::new(None) };
    static LIMITS: Cell<Option<Limits>> = const { Cell::new(None) };
}

/// Whether the end of the process waits for work that a thread has begun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leaving {
    /// It does: half a file is worse than a moment.
    Waits,
    /// It does not: nobody wants the result any more, and it may take long.
    Goes,
}

/// Stands for work that was submitted. Dropped, it gives the work up.
#[must_use]
pub struct Ticket {
    desk: Weak<Desk>,
    number: u64,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if let Some(desk) = self.desk.upgrade()
            && desk.process == process::generation()
        {
            desk.give_up(self.number);
        }
    }
}

type Done = Box<dyn FnOnce(&Rc<Reactor>)>;

/// Has `work` done by a thread; `done` gets its result on the loop of `reactor`, or none if the work panicked. The loop goes on for as long as
/// there is work.
///
/// # Errors
/// The system has no descriptor or thread left.
pub fn submit<T: Send + 'static>(
    reactor: &Rc<Reactor>,
    leaving: Leaving,
    work: impl FnOnce() -> T + Send + 'static,
    done: impl FnOnce(&Rc<Reactor>, Option<T>) + 'static,
) -> io::Result<Ticket> {
    let desk = desk()?;
    let result = Arc::new(Mutex::new(None));
    let place = Arc::clone(&result);
    let run = Box::new(move || {
        let value = work();
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    });
    desk.submit(
        reactor,
        leaving,
        run,
        Box::new(move |reactor| {
            let value = result.lock().unwrap_or_else(PoisonError::into_inner).take();
            done(reactor, value);
        }),
    )
}

/// How many threads there may be, from now on.
pub fn configure(limits: Limits) {
    LIMITS.set(Some(limits));
    if let Some(desk) = desk_if_any() {
        desk.threads.set_limits(limits);
    }
}

/// What was configured, or follows from the machine.
pub fn limits() -> Limits {
    LIMITS.get().unwrap_or_else(|| {
        (&ProcessSettings::resolve(&Asked::default(), affinity::cpu_count())).into()
    })
}

/// What there is at the moment.
pub fn stats() -> Stats {
    desk_if_any().map(|desk| desk.threads.stats()).unwrap_or_default()
}

/// Ends the threads: work that waits is not begun, what is under way is waited for (but see [`Leaving`]), and the limits
/// are again those of the machine.
pub fn shut_down() {
    LIMITS.set(None);
    let Some(desk) = desk_if_any() else { return };
    CURRENT.set(None);
    desk.waiting.take();
    desk.detach();
    desk.threads.end();
}

/// The loop's side: who gets which result.
struct Desk {
    threads: Threads,
    /// By the number of the job.
    waiting: RefCell<HashMap<u64, Done>>,
    /// Jobs that are done, and whose turn has not come.
    arrived: RefCell<VecDeque<u64>>,
    last: Cell<u64>,
    /// Where the bell hangs.
    hung: RefCell<Option<(Weak<Reactor>, Token)>>,
    /// Looks again whether more threads are needed.
    look: Cell<Option<TimerId>>,
    process: u32,
}

fn desk() -> io::Result<Rc<Desk>> {
    if let Some(desk) = desk_if_any() {
        return Ok(desk);
    }
    let desk = Rc::new(Desk {
        threads: Threads::new(limits())?,
        waiting: RefCell::default(),
        arrived: RefCell::default(),
        last: Cell::new(0),
        hung: RefCell::default(),
        look: Cell::new(None),
        process: process::generation(),
    });
    CURRENT.set(Some(Rc::clone(&desk)));
    Ok(desk)
}

fn desk_if_any() -> Option<Rc<Desk>> {
    let desk = CURRENT.with_borrow(Option::clone)?;
    if desk.process == process::generation() {
        return Some(desk);
    }
    CURRENT.set(None);
    desk.threads.forget();
    None
}

impl Desk {
    fn submit(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        leaving: Leaving,
        run: Box<dyn FnOnce() + Send>,
        done: Done,
    ) -> io::Result<Ticket> {
        self.hang(reactor)?;
        let number = self.last.get() + 1;
        self.last.set(number);
        self.threads.add(Job::new(number, leaving, run))?;
        self.waiting.borrow_mut().insert(number, done);
        self.keep_loop();
        self.look_again(reactor);
        Ok(Ticket { desk: Rc::downgrade(self), number })
    }

    fn give_up(&self, number: u64) {
        let done = self.waiting.borrow_mut().remove(&number);
        if done.is_some() {
            self.threads.give_up(number);
            self.keep_loop();
        }
        drop(done);
    }

    /// Sees to it that the bell is heard by this reactor: the loop of a script is made anew when it has ended.
    fn hang(self: &Rc<Self>, reactor: &Rc<Reactor>) -> io::Result<()> {
        let hung = self.hung.borrow().as_ref().and_then(|(reactor, _)| reactor.upgrade());
        if hung.is_some_and(|hung| Rc::ptr_eq(&hung, reactor)) {
            return Ok(());
        }
        self.detach();
        let handler = Rc::clone(self) as Rc<dyn Handler>;
        let bell = self.threads.bell();
        let token =
            reactor.add(bell, Interest::READ, Trigger::Edge, Lifetime::Background, handler)?;
        *self.hung.borrow_mut() = Some((Rc::downgrade(reactor), token));
        Ok(())
    }

    fn detach(&self) {
        let hung = self.hung.take();
        if let Some((reactor, token)) = hung
            && let Some(reactor) = reactor.upgrade()
        {
            reactor.remove(token);
            if let Some(look) = self.look.take() {
                reactor.remove_timer(look);
            }
        }
        self.look.set(None);
    }

    /// The loop goes on while somebody waits.
    fn keep_loop(&self) {
        let lifetime = if self.waiting.borrow().is_empty() {
            Lifetime::Background
        } else {
            Lifetime::Foreground
        };
        if let Some((reactor, token)) = &*self.hung.borrow()
            && let Some(reactor) = reactor.upgrade()
        {
            reactor.set_lifetime(*token, lifetime);
        }
    }

    /// Work that waits for a thread has another one started when it has waited for long enough.
    fn look_again(self: &Rc<Self>, reactor: &Rc<Reactor>) {
        if self.look.get().is_some() {
            return;
        }
        let Some(after) = self.threads.next_look() else { return };
        let desk = Rc::downgrade(self);
        let look = move |reactor: &Rc<Reactor>, _| {
            if let Some(desk) = desk.upgrade() {
                desk.look.set(None);
                // Those that are there go on.
                let _ = desk.threads.grow();
                desk.look_again(reactor);
            }
        };
        // Not at once again, should there be no thread to be had.
        let after = after.max(Duration::from_millis(1));
        let id = reactor.add_timer(after, false, Lifetime::Background, Rc::new(look));
        self.look.set(Some(id));
    }
}

impl Handler for Desk {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, _: Token, _: Readiness) {
        let done = self.threads.take_done();
        self.arrived.borrow_mut().extend(done);
        while let Some(number) = { self.arrived.borrow_mut().pop_front() } {
            let done = self.waiting.borrow_mut().remove(&number);
            self.keep_loop();
            if let Some(done) = done {
                done(reactor);
            }
            if reactor.is_stopped() {
                // Whoever turns the loop next hears of the others.
                if !self.arrived.borrow().is_empty() {
                    self.threads.ring();
                }
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests;
