//! The reactor: one loop that waits for descriptors, runs timers and deferred calls.
//!
//! Reactor threads own one each, and so does every process that runs PHP; there it also serves `Swoole\Event`, `Swoole\Timer` and
//! (later) coroutines. It is made after the fork and never inherited: a forked child drops the parent's with [`discard`].
//! It must not know who its handlers are.
//!
//! # One turn
//!
//! ```text
//! before-hook -> wait (until a descriptor, the next timer, or at once if calls are deferred)
//!             -> handlers of ready descriptors -> due timers -> deferred calls -> after-hook
//! ```
//!
//! # Re-entrance
//!
//! Handlers get `&Rc<Reactor>` and may register, remove, add timers or run a nested [`Reactor::turn`]: no borrow is held while a
//! handler runs, and a slot carries a generation so that an event of a descriptor that is gone never reaches its successor.
//!
//! # Edges and levels
//!
//! mio reports edges: a handler must read until the descriptor would block. A descriptor whose handler cannot promise that
//! (PHP reads as much as it likes) is registered with [`Trigger::Level`] and re-armed after each call.

mod alarm;
mod current;

pub use current::{current, current_if_any, discard};

use crate::timer::{TimerId, TimerInfo, Timers};
use alarm::{Alarm, NEAR, NEVER};
use mio::unix::SourceFd;
use mio::{Events, Poll, Registry};
use slab::Slab;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io;
use std::os::fd::RawFd;
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How many descriptors one wait may report.
const EVENTS_PER_WAIT: usize = 512;
/// How many nanoseconds the real-time clock is taken to keep pace with the monotonic one.
const LEAD_LASTS: u64 = 1_000_000_000;
/// What is further away takes several turns: the kernel's timeout is a small number of milliseconds.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// What a handler waits for. At least one of the two must be set while it is registered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Interest {
    /// Wake when it can be read.
    pub read: bool,
    /// Wake when it can be written.
    pub write: bool,
}

impl Interest {
    /// Only reading.
    pub const READ: Self = Self { read: true, write: false };
    /// Only writing.
    pub const WRITE: Self = Self { read: false, write: true };
    /// Both.
    pub const BOTH: Self = Self { read: true, write: true };

    fn to_mio(self) -> io::Result<mio::Interest> {
        match (self.read, self.write) {
            (true, true) => Ok(mio::Interest::READABLE | mio::Interest::WRITABLE),
            (true, false) => Ok(mio::Interest::READABLE),
            (false, true) => Ok(mio::Interest::WRITABLE),
            (false, false) => Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "neither reading nor writing is waited for",
            )),
        }
    }
}

/// Nobody's registration: there are not that many.
const ALARM: mio::Token = mio::Token(usize::MAX);

/// What has happened to a descriptor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Readiness {
    /// It can be read (or its end can).
    pub readable: bool,
    /// It can be written.
    pub writable: bool,
    /// The peer has closed at least its writing side.
    pub read_closed: bool,
    /// Both sides are gone, or there is an error to fetch.
    pub error: bool,
}

/// Who is called when a descriptor is ready.
pub trait Handler {
    /// `token` is the registration's, `ready` what happened. Called with no borrow of the reactor held.
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, token: Token, ready: Readiness);

    /// Asked when somebody else wants to watch the same descriptor: whether the registration ends for that. Called with the reactor borrowed.
    fn cede(&self) -> bool {
        false
    }
}

/// A registration. Stays distinct from every later one, also of the same descriptor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Token(usize);

impl Token {
    const INDEX_BITS: u32 = 32;

    fn new(index: usize, generation: u32) -> Self {
        Self(index | (generation as usize) << Self::INDEX_BITS)
    }

    fn index(self) -> usize {
        self.0 & ((1 << Self::INDEX_BITS) - 1)
    }
}

/// Whether the handler promises to exhaust the descriptor each time it is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trigger {
    /// It does: it is called once per change.
    Edge,
    /// It does not: it is called again as long as there is something left.
    Level,
}

/// Whether something keeps [`Reactor::run`] going.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lifetime {
    /// The loop runs while this is there.
    Foreground,
    /// The loop may end while this is there (signals, inboxes, housekeeping).
    Background,
}

struct Slot {
    token: Token,
    fd: RawFd,
    interest: Interest,
    trigger: Trigger,
    lifetime: Lifetime,
    handler: Rc<dyn Handler>,
}

/// What a timer runs.
pub type TimerCall = Rc<dyn Fn(&Rc<Reactor>, TimerId)>;

#[derive(Clone)]
struct TimerPayload {
    call: TimerCall,
    lifetime: Lifetime,
}

type Deferred = Box<dyn FnOnce(&Rc<Reactor>)>;
/// What runs before or after each turn.
pub type Hook = Rc<dyn Fn(&Rc<Reactor>)>;

/// See the module's head.
pub struct Reactor {
    poll: RefCell<Poll>,
    registry: Registry,
    /// What the last wait has reported, kept from turn to turn; a nested turn makes its own.
    events: Cell<Option<Events>>,
    slots: RefCell<Slab<Slot>>,
    generation: Cell<u32>,
    timers: RefCell<Timers<TimerPayload>>,
    /// No timer is due before, in nanoseconds since the origin: most turns need not look at them.
    undue_until: Cell<u64>,
    deferred: RefCell<VecDeque<Deferred>>,
    before: RefCell<Option<Hook>>,
    after: RefCell<Option<Hook>>,
    alarm: Alarm,
    /// Nanoseconds since the origin of `alarm`.
    now: Cell<u64>,
    /// Something has been called since the clock was read: who knows how long it took.
    stale: Cell<bool>,
    /// So long that even time stamps are to tell.
    behind: Cell<bool>,
    /// The real-time clock's lead over `now` in microseconds, and the `now` from which on it is to be looked at again.
    lead: Cell<u64>,
    lead_until: Cell<u64>,
    foreground: Cell<usize>,
    stopped: Cell<bool>,
    finishing: Cell<bool>,
    depth: Cell<u32>,
    holds_timers: Cell<bool>,
}

impl Reactor {
    /// Makes a reactor.
    ///
    /// # Errors
    /// When the kernel has no descriptor left for it.
    pub fn new() -> io::Result<Rc<Self>> {
        let poll = Poll::new()?;
        let registry = poll.registry().try_clone()?;
        let alarm = Alarm::new(&registry, ALARM)?;
        Ok(Rc::new(Self {
            poll: RefCell::new(poll),
            registry,
            events: Cell::default(),
            slots: RefCell::default(),
            generation: Cell::new(0),
            timers: RefCell::default(),
            undue_until: Cell::new(NEVER),
            deferred: RefCell::default(),
            before: RefCell::default(),
            after: RefCell::default(),
            alarm,
            now: Cell::new(0),
            stale: Cell::new(true),
            behind: Cell::new(false),
            lead: Cell::new(real_micros()),
            lead_until: Cell::new(0),
            foreground: Cell::new(0),
            stopped: Cell::new(false),
            finishing: Cell::new(false),
            depth: Cell::new(0),
            holds_timers: Cell::new(false),
        }))
    }

    /// Begins to watch `fd`, which the caller keeps open until [`Reactor::remove`].
    ///
    /// # Errors
    /// The kernel's: `EPERM` for what cannot be waited for (a regular file), `EEXIST` for a descriptor that is watched already (and
    /// whose handler does not [cede](Handler::cede) it), `EBADF`.
    pub fn add(
        &self,
        fd: RawFd,
        interest: Interest,
        trigger: Trigger,
        lifetime: Lifetime,
        handler: Rc<dyn Handler>,
    ) -> io::Result<Token> {
        let mut slot = Slot { token: Token(0), fd, interest, trigger, lifetime, handler };
        match self.register(&mut slot) {
            Err(error) if error.raw_os_error() == Some(libc::EEXIST) && self.evict(fd) => {
                self.register(&mut slot)?;
            }
            registered => registered?,
        }
        let token = slot.token;
        let place = self.slots.borrow_mut().insert(slot);
        debug_assert_eq!(place, token.index());
        if lifetime == Lifetime::Foreground {
            self.foreground.set(self.foreground.get() + 1);
        }
        Ok(token)
    }

    /// Tells the kernel of a registration, and gives it its token.
    fn register(&self, slot: &mut Slot) -> io::Result<()> {
        let wanted = slot.interest.to_mio()?;
        let generation = self.generation.get().wrapping_add(1);
        self.generation.set(generation);
        slot.token = Token::new(self.slots.borrow().vacant_key(), generation);
        self.registry.register(&mut SourceFd(&slot.fd), mio::Token(slot.token.0), wanted)
    }

    /// Ends the registration of a descriptor whose handler cedes it. Says whether there was one. Looks at all that there are.
    fn evict(&self, fd: RawFd) -> bool {
        let ceded = {
            let slots = self.slots.borrow();
            slots
                .iter()
                .map(|(_, slot)| slot)
                .find(|slot| slot.fd == fd && slot.handler.cede())
                .map(|slot| slot.token)
        };
        ceded.is_some_and(|token| self.remove(token))
    }

    /// Changes whether a registration keeps [`Reactor::run`] going.
    pub fn set_lifetime(&self, token: Token, lifetime: Lifetime) {
        let mut slots = self.slots.borrow_mut();
        let Some(slot) = Self::slot(&mut slots, token) else { return };
        match (std::mem::replace(&mut slot.lifetime, lifetime), lifetime) {
            (Lifetime::Background, Lifetime::Foreground) => {
                self.foreground.set(self.foreground.get() + 1);
            }
            (Lifetime::Foreground, Lifetime::Background) => {
                self.foreground.set(self.foreground.get() - 1);
            }
            _ => {}
        }
    }

    /// Changes what a registration waits for, and re-arms it: if that is the case now, the handler is called again.
    ///
    /// # Errors
    /// `NotFound` for a registration that is gone, or the kernel's.
    pub fn set_interest(&self, token: Token, interest: Interest) -> io::Result<()> {
        let mut slots = self.slots.borrow_mut();
        let slot = Self::slot(&mut slots, token)
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        self.registry.reregister(
            &mut SourceFd(&slot.fd),
            mio::Token(token.0),
            interest.to_mio()?,
        )?;
        slot.interest = interest;
        Ok(())
    }

    /// Ends a registration. Its handler is not called again, not even for an event that has been fetched already. Says whether it was there.
    pub fn remove(&self, token: Token) -> bool {
        let removed = {
            let mut slots = self.slots.borrow_mut();
            if Self::slot(&mut slots, token).is_none() {
                return false;
            }
            slots.remove(token.index())
        };
        // The descriptor may be closed already, and the kernel then has forgotten it by itself.
        let _ = self.registry.deregister(&mut SourceFd(&removed.fd));
        if removed.lifetime == Lifetime::Foreground {
            self.foreground.set(self.foreground.get() - 1);
        }
        true
    }

    /// What a registration waits for, `None` if it is gone.
    pub fn interest(&self, token: Token) -> Option<Interest> {
        Self::slot(&mut self.slots.borrow_mut(), token).map(|slot| slot.interest)
    }

    /// Calls `call` at the end of this turn (or the next, outside of one).
    pub fn defer(&self, call: impl FnOnce(&Rc<Self>) + 'static) {
        self.deferred.borrow_mut().push_back(Box::new(call));
    }

    /// Sets what runs before each wait; `None` removes it.
    pub fn set_before_hook(&self, hook: Option<Hook>) {
        let old = self.before.replace(hook);
        drop(old);
    }

    /// Sets what runs after each turn; `None` removes it.
    pub fn set_after_hook(&self, hook: Option<Hook>) {
        let old = self.after.replace(hook);
        drop(old);
    }

    /// Adds a timer; see [`Timers::add`]. The clock is read for this, so that a long callback does not shorten it.
    pub fn add_timer(
        &self,
        delay: Duration,
        repeat: bool,
        lifetime: Lifetime,
        call: TimerCall,
    ) -> TimerId {
        let now = self.refresh_now();
        if lifetime == Lifetime::Foreground {
            self.foreground.set(self.foreground.get() + 1);
        }
        self.undue_until.set(self.undue_until.get().min(nanos(now.saturating_add(delay))));
        self.timers.borrow_mut().add(now, delay, repeat, TimerPayload { call, lifetime })
    }

    /// Makes the next turn end when a timer is due, and only the one after it run that.
    pub fn hold_timers_for_a_turn(&self) {
        self.holds_timers.set(true);
    }

    /// Removes a timer; says whether it was there. Safe from within its own call.
    pub fn remove_timer(&self, id: TimerId) -> bool {
        let removed = self.timers.borrow_mut().remove(id);
        let found = removed.is_some();
        if let Some(payload) = removed {
            self.let_go(payload.lifetime);
        }
        found
    }

    /// Removes every foreground timer.
    pub fn clear_timers(&self) {
        let ids = self.timer_ids();
        for id in ids {
            self.remove_timer(id);
        }
    }

    /// What is known of a foreground timer.
    pub fn timer_info(&self, id: TimerId) -> Option<TimerInfo> {
        let timers = self.timers.borrow();
        timers.payload(id).filter(|payload| payload.lifetime == Lifetime::Foreground)?;
        timers.info(id)
    }

    /// The foreground timers, oldest first.
    pub fn timer_ids(&self) -> Vec<TimerId> {
        let timers = self.timers.borrow();
        let is_ours = |id: &TimerId| {
            timers.payload(*id).is_some_and(|payload| payload.lifetime == Lifetime::Foreground)
        };
        timers.ids().into_iter().filter(is_ours).collect()
    }

    /// How many rounds of timers there have been.
    pub fn timer_round(&self) -> u64 {
        self.timers.borrow().round()
    }

    /// Time since this reactor was made, as of the last wait, [`Reactor::refresh_now`] or [`Reactor::time_has_passed`].
    pub fn now(&self) -> Duration {
        self.catch_up();
        Duration::from_nanos(self.now.get())
    }

    fn catch_up(&self) {
        if self.behind.get() {
            self.refresh_now();
        }
    }

    /// As [`Reactor::now`], but reads the clock if anything has been called since it was last read.
    fn fresh_now(&self) -> Duration {
        if self.stale.get() { self.refresh_now() } else { self.now() }
    }

    /// Reads the clock.
    pub fn refresh_now(&self) -> Duration {
        let now = self.alarm.now();
        self.stale.set(false);
        self.behind.set(false);
        self.now.set(now);
        if now >= self.lead_until.get() {
            self.lead_until.set(now + LEAD_LASTS);
            self.lead.set(real_micros().saturating_sub(now / 1000));
        }
        Duration::from_nanos(now)
    }

    /// A callback has run that may have taken any time: what is asked for next is not to be taken for the time before it.
    pub fn time_has_passed(&self) {
        self.behind.set(true);
    }

    /// Microseconds of the real-time clock, as exact as [`Reactor::now`]: for time stamps that are taken with every package, where a look at
    /// the clock each would cost more than the rest of it.
    pub fn real_micros(&self) -> u64 {
        self.catch_up();
        self.lead.get() + self.now.get() / 1000
    }

    /// Whether anything is there that keeps [`Reactor::run`] going.
    pub fn has_work(&self) -> bool {
        self.foreground.get() > 0 || !self.deferred.borrow().is_empty()
    }

    /// How many foreground registrations and timers there are.
    pub fn foreground_count(&self) -> usize {
        self.foreground.get()
    }

    /// Whether a turn is under way.
    pub fn is_running(&self) -> bool {
        self.depth.get() > 0
    }

    /// Makes [`Reactor::run`] return after what is being called now; nothing else is called.
    pub fn stop(&self) {
        self.stopped.set(true);
    }

    /// Whether [`Reactor::stop`] was called since the last run began.
    pub fn is_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// Makes [`Reactor::run`] return after this turn, whose calls are all still made.
    pub fn finish(&self) {
        self.finishing.set(true);
    }

    /// Forgets all registrations, timers, deferred calls and hooks, and releases what they hold.
    pub fn clear(&self) {
        let slots = self.slots.take();
        for (_, slot) in &slots {
            let _ = self.registry.deregister(&mut SourceFd(&slot.fd));
        }
        self.foreground.set(0);
        let timers = self.timers.take();
        let deferred = self.deferred.take();
        let hooks = (self.before.take(), self.after.take());
        // Dropped last, since what they hold may call us.
        drop((slots, timers, deferred, hooks));
    }

    /// Turns until stopped, or until nothing in the foreground is left.
    ///
    /// # Errors
    /// When waiting fails for another reason than a signal.
    pub fn run(self: &Rc<Self>) -> io::Result<()> {
        self.begin();
        while !self.is_over() && self.has_work() {
            self.turn(None)?;
        }
        Ok(())
    }

    /// Turns until stopped, whether or not there is anything to wait for.
    ///
    /// # Errors
    /// When waiting fails for another reason than a signal.
    pub fn run_until_stopped(self: &Rc<Self>) -> io::Result<()> {
        self.turn_until_stopped(|| ())
    }

    /// [`Reactor::run_until_stopped`], with a call before each turn.
    ///
    /// # Errors
    /// When waiting fails for another reason than a signal.
    pub fn turn_until_stopped(self: &Rc<Self>, before_each: impl Fn()) -> io::Result<()> {
        self.begin();
        while !self.is_over() {
            before_each();
            self.turn(None)?;
        }
        Ok(())
    }

    fn begin(&self) {
        self.stopped.set(false);
        self.finishing.set(false);
    }

    /// Whether it was told to stop, at once or after the turn.
    pub fn is_over(&self) -> bool {
        self.stopped.get() || self.finishing.get()
    }

    /// One turn that waits at most `limit` (for ever if `None`, or until the next timer).
    ///
    /// # Errors
    /// When waiting fails for another reason than a signal.
    pub fn turn(self: &Rc<Self>, limit: Option<Duration>) -> io::Result<()> {
        self.depth.set(self.depth.get() + 1);
        let result = self.turn_inner(limit);
        self.depth.set(self.depth.get() - 1);
        result
    }

    fn turn_inner(self: &Rc<Self>, limit: Option<Duration>) -> io::Result<()> {
        let before = self.before.borrow().clone();
        if let Some(hook) = before {
            self.stale.set(true);
            hook(self);
        }
        if self.stopped.get() {
            return Ok(());
        }
        let mut events =
            self.events.take().unwrap_or_else(|| Events::with_capacity(EVENTS_PER_WAIT));
        let waited = self.wait(&mut events, limit);
        for event in &events {
            self.dispatch(Token(event.token().0), Readiness::of(event));
            if self.stopped.get() {
                break;
            }
        }
        self.events.set(Some(events));
        waited?;
        if self.stopped.get() {
            return Ok(());
        }
        if !self.holds_timers.take() {
            self.run_timers();
        }
        self.run_deferred();
        if self.stopped.get() {
            return Ok(());
        }
        let after = self.after.borrow().clone();
        if let Some(hook) = after {
            self.stale.set(true);
            hook(self);
        }
        Ok(())
    }

    /// Waits for events; there are none after an error.
    fn wait(&self, events: &mut Events, limit: Option<Duration>) -> io::Result<()> {
        let timeout = if self.deferred.borrow().is_empty() {
            match (self.until_timer(), limit) {
                (Some(timer), Some(limit)) => Some(timer.min(limit)),
                (timer, limit) => timer.or(limit),
            }
            .map(|timeout| timeout.min(LONGEST_WAIT))
        } else {
            Some(Duration::ZERO)
        };
        let waited = self.poll.borrow_mut().poll(events, timeout);
        self.refresh_now();
        self.alarm.look(self.now.get());
        match waited {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            waited => waited,
        }
    }

    /// How long a wait may last for the sake of the next timer; for ever if the alarm sees to that.
    fn until_timer(&self) -> Option<Duration> {
        if self.alarm.covers(self.undue_until.get()) {
            return None;
        }
        let deadline = self.next_deadline();
        if self.alarm.covers(deadline) {
            return None;
        }
        // The time of the last wait will do: it is no later than now.
        let is_near = deadline.saturating_sub(self.now.get()) < NEAR;
        if !is_near && self.alarm.set(deadline).is_ok() {
            return None;
        }
        let now = self.fresh_now();
        Some(Duration::from_nanos(deadline).saturating_sub(now))
    }

    /// When the next timer is due, in nanoseconds since the origin.
    fn next_deadline(&self) -> u64 {
        let next = self.timers.borrow_mut().next_deadline().map_or(NEVER, nanos);
        self.undue_until.set(next);
        next
    }

    fn dispatch(self: &Rc<Self>, token: Token, ready: Readiness) {
        let Some((handler, trigger)) = Self::slot(&mut self.slots.borrow_mut(), token)
            .map(|slot| (Rc::clone(&slot.handler), slot.trigger))
        else {
            return;
        };
        self.stale.set(true);
        handler.ready(self, token, ready);
        if trigger == Trigger::Level
            && let Some(interest) = self.interest(token)
        {
            // A descriptor that PHP closed without removing it first cannot be re-armed, and has nothing more to say.
            let _ = self.set_interest(token, interest);
        }
    }

    fn run_timers(self: &Rc<Self>) {
        if self.undue_until.get() > self.now.get() || self.next_deadline() > self.now.get() {
            return;
        }
        let round_end = self.timers.borrow_mut().begin_round();
        while !self.stopped.get() {
            let Some((id, payload)) = self.timers.borrow_mut().pop_due(self.now(), round_end)
            else {
                return;
            };
            if self.timers.borrow().payload(id).is_none() {
                self.let_go(payload.lifetime);
            }
            self.stale.set(true);
            (payload.call)(self, id);
        }
    }

    fn run_deferred(self: &Rc<Self>) {
        // Only those that are there now: what they defer waits for the next turn.
        let count = self.deferred.borrow().len();
        for _ in 0..count {
            let Some(call) = self.deferred.borrow_mut().pop_front() else { return };
            self.stale.set(true);
            call(self);
            if self.stopped.get() {
                return;
            }
        }
    }

    fn let_go(&self, lifetime: Lifetime) {
        if lifetime == Lifetime::Foreground {
            self.foreground.set(self.foreground.get().saturating_sub(1));
        }
    }

    fn slot(slots: &mut Slab<Slot>, token: Token) -> Option<&mut Slot> {
        slots.get_mut(token.index()).filter(|slot| slot.token == token)
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(NEVER)
}

/// The real-time clock: microseconds since 1970.
fn real_micros() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros() as u64
}

impl Readiness {
    fn of(event: &mio::event::Event) -> Self {
        Self {
            readable: event.is_readable() || event.is_read_closed(),
            writable: event.is_writable(),
            read_closed: event.is_read_closed(),
            error: event.is_error() || event.is_write_closed(),
        }
    }
}

#[cfg(test)]
mod tests;
