//! Locks between processes: mutex, read-write lock, spinlock. `Swoole\Lock` is the binding.
//!
//! A lock survives its holders. The word that says "taken" says by whom ([`Incarnation`]), in one step, so there is no moment at which a
//! killed process leaves a lock that nobody can tell the owner of. Who waits looks every [`SLICE`] whether the holder still lives, and
//! takes the lock over from a dead one. (Robust mutexes of the C library do the same by the kernel's help, but only their owner may
//! unlock them, and scripts unlock in another process than they locked in.)
//!
//! ```text
//! exclusive: 0 ──lock──> who ──unlock, or death──> 0             with WAITED if somebody may sleep
//!            0 ──> who | PENDING ──no reader is left──> who      read-write locks only; keeps new readers out
//! readers:   one word for each shared hold, 0 or who
//! ```

use super::region::SharedRegion;
use super::shared_struct;
use crate::sys::futex::{self, Wait};
use crate::sys::incarnation::Incarnation;
use std::io;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant};

/// The kinds of locks, numbered as PHP's constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Many readers or one writer (`SWOOLE_RWLOCK`).
    ReadWrite = 1,
    /// One holder; who waits sleeps (`SWOOLE_MUTEX`).
    Mutex = 3,
    /// One holder; who waits stays on its processor (`SWOOLE_SPINLOCK`).
    Spin = 5,
}

impl Kind {
    /// The kind of that number, if there is one.
    pub fn from_number(number: i64) -> Option<Self> {
        [Self::ReadWrite, Self::Mutex, Self::Spin].into_iter().find(|kind| *kind as i64 == number)
    }
}

/// Whom a hold keeps out. Mutexes and spinlocks know only the one that keeps out everybody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Everybody.
    Exclusive,
    /// Those who want it exclusively.
    Shared,
}

/// How long to wait for a lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Patience {
    /// Not at all.
    None,
    /// That long.
    For(Duration),
    /// Until it is free.
    Forever,
}

/// How many shared holds there can be at once.
pub const READERS_MAX: usize = 500;

/// How often a waiter looks whether the holder still lives: well below what anybody would notice.
const SLICE: Duration = Duration::from_millis(20);

/// Rounds of a spinning waiter before it lets others run, and before it looks whether the holder lives.
const SPINS: u32 = 1000;
const YIELDS: u32 = 500;

const PENDING: u64 = 1 << 30;
const WAITED: u64 = 1 << 31;

shared_struct! {
    struct State {
        /// See the module's head. Readers sleep on its lower half.
        exclusive: AtomicU64,
        /// Grows whenever a reader leaves; a pending writer sleeps on it.
        departures: AtomicU32,
        /// Readers lie below this index.
        reach: AtomicU32,
        readers: [AtomicU64; READERS_MAX],
    }
}

/// A lock, free when made. Make it before the forks that shall share it; the process that drops it leaves it to the others as it is.
#[derive(Debug)]
pub struct Lock {
    region: SharedRegion,
    kind: Kind,
}

impl Lock {
    /// A free lock.
    ///
    /// # Errors
    /// What mmap(2) says.
    pub fn new(kind: Kind) -> io::Result<Self> {
        Ok(Self { region: SharedRegion::for_slice_of::<State>(1)?, kind })
    }

    /// Takes the lock.
    ///
    /// # Errors
    /// `EBUSY` without patience, `ETIMEDOUT` after it; `EDEADLK` for a read-write lock that this process holds exclusively itself; `EAGAIN`
    /// when there are [`READERS_MAX`] readers.
    pub fn lock(&self, access: Access, patience: Patience) -> io::Result<()> {
        let waiter = Waiter::new(self.kind, patience);
        let failed = match (self.kind, access) {
            (Kind::ReadWrite, Access::Shared) => self.share(waiter),
            _ => self.exclude(waiter),
        };
        failed.map_err(io::Error::from_raw_os_error)
    }

    /// Gives the lock back, whoever has taken it. Of a read-write lock: this process's shared hold if it has one, else the exclusive one, else
    /// any. A lock that is free stays so.
    pub fn unlock(&self) {
        let state = self.state();
        if self.kind == Kind::ReadWrite {
            let me = Incarnation::me();
            let held = state.exclusive.load(SeqCst);
            let foreign = held == 0 || held & PENDING != 0;
            if self.leave(|reader| reader == me) || (foreign && self.leave(|_| true)) {
                return;
            }
            if held & PENDING != 0 {
                return;
            }
        }
        self.release();
    }

    fn state(&self) -> &State {
        self.region.value_at(0)
    }

    fn exclude(&self, mut waiter: Waiter) -> Result<(), i32> {
        let state = self.state();
        let me = Incarnation::me().word();
        let mark = if self.kind == Kind::ReadWrite { PENDING } else { 0 };
        if mark != 0 && waiter.patience == Patience::None && self.is_shared() {
            // Asked first, so that others' attempts do not fail for the moment of ours.
            self.bury_readers();
            if self.is_shared() {
                return Err(libc::EBUSY);
            }
        }
        // Who has slept does not know whether others still do, so it leaves the mark that wakes one of them.
        let mut waited = 0;
        loop {
            let held = match state.exclusive.compare_exchange(0, me | mark | waited, SeqCst, SeqCst)
            {
                Ok(_) => break,
                Err(held) => held,
            };
            self.refuse_own(held, &waiter)?;
            waited = self.wait_for_exclusive(held, &mut waiter)?;
        }
        if mark == 0 { Ok(()) } else { self.outlast_readers(waiter) }
    }

    /// The writer is the only one left to come in: waits for the readers to go.
    fn outlast_readers(&self, mut waiter: Waiter) -> Result<(), i32> {
        let state = self.state();
        loop {
            let departures = state.departures.load(SeqCst);
            if !self.is_shared() {
                state.exclusive.fetch_and(!PENDING, SeqCst);
                return Ok(());
            }
            if let Err(code) = waiter.wait(&state.departures, departures) {
                self.release();
                return Err(code);
            }
            self.bury_readers();
        }
    }

    fn share(&self, mut waiter: Waiter) -> Result<(), i32> {
        let state = self.state();
        let me = Incarnation::me();
        loop {
            let held = state.exclusive.load(SeqCst);
            // A second shared hold of the same process must not wait for a writer who waits for the first.
            let welcome = held == 0
                || (held & PENDING != 0 && self.readers().any(|(_, who)| who == Some(me)));
            if welcome {
                let place = self.enter(me)?;
                // A writer that came meanwhile may not have seen us: let it have its way.
                let now = state.exclusive.load(SeqCst);
                if now == 0 || held != 0 {
                    return Ok(());
                }
                self.vacate(place);
                continue;
            }
            self.refuse_own(held, &waiter)?;
            self.wait_for_exclusive(held, &mut waiter)?;
        }
    }

    /// Waiting for oneself would be for ever.
    fn refuse_own(&self, held: u64, waiter: &Waiter) -> Result<(), i32> {
        let own = self.kind == Kind::ReadWrite
            && held & PENDING == 0
            && Incarnation::of_word(held) == Some(Incarnation::me());
        if own && waiter.patience != Patience::None { Err(libc::EDEADLK) } else { Ok(()) }
    }

    /// One round of waiting for the exclusive hold to end; ends that of a dead process. Gives the mark that a waiter owes.
    fn wait_for_exclusive(&self, held: u64, waiter: &mut Waiter) -> Result<u64, i32> {
        let state = self.state();
        let marked = held | WAITED;
        if waiter.sleeps() && held != marked {
            let _ = state.exclusive.compare_exchange(held, marked, SeqCst, SeqCst);
        }
        let shown = if waiter.sleeps() { marked } else { held };
        let waited = waiter.wait(lower_half(&state.exclusive), shown as u32);
        let unchanged = (state.exclusive.load(SeqCst) ^ held) & !WAITED == 0;
        let holder = Incarnation::of_word(held);
        if unchanged && waiter.shall_look() && !holder.is_some_and(Incarnation::is_alive) {
            // Only if it is still the same hold. The mark stays with the next owner, or is gone with a wake-up.
            for word in [held, marked] {
                if state.exclusive.compare_exchange(word, 0, SeqCst, SeqCst).is_ok() {
                    futex::wake(lower_half(&state.exclusive), u32::MAX);
                    return Ok(WAITED);
                }
            }
        }
        waited.map(|()| if waiter.sleeps() { WAITED } else { 0 })
    }

    fn release(&self) {
        let state = self.state();
        if state.exclusive.swap(0, SeqCst) & WAITED != 0 {
            // Of a mutex one can go on; of a read-write lock all readers may.
            let count = if self.kind == Kind::ReadWrite { u32::MAX } else { 1 };
            futex::wake(lower_half(&state.exclusive), count);
        }
    }

    fn readers(&self) -> impl Iterator<Item = (usize, Option<Incarnation>)> {
        let state = self.state();
        let reach = (state.reach.load(SeqCst) as usize).min(READERS_MAX);
        let words = state.readers[..reach].iter();
        words.map(|word| Incarnation::of_word(word.load(SeqCst))).enumerate()
    }

    fn is_shared(&self) -> bool {
        self.readers().any(|(_, who)| who.is_some())
    }

    fn enter(&self, me: Incarnation) -> Result<usize, i32> {
        let state = self.state();
        let place = (0..READERS_MAX).find(|place| {
            // Before the reader is there, so that nobody overlooks it.
            state.reach.fetch_max(*place as u32 + 1, SeqCst);
            state.readers[*place].compare_exchange(0, me.word(), SeqCst, SeqCst).is_ok()
        });
        place.ok_or(libc::EAGAIN)
    }

    /// Ends one shared hold of a process that `whose` accepts.
    fn leave(&self, whose: impl Fn(Incarnation) -> bool) -> bool {
        let place = self.readers().find(|(_, who)| who.is_some_and(&whose));
        place.map(|(place, _)| self.vacate(place)).is_some()
    }

    fn vacate(&self, place: usize) {
        let state = self.state();
        state.readers[place].store(0, SeqCst);
        self.depart();
    }

    fn depart(&self) {
        let state = self.state();
        state.departures.fetch_add(1, SeqCst);
        if state.exclusive.load(SeqCst) & PENDING != 0 {
            futex::wake(&state.departures, u32::MAX);
        }
    }

    /// Ends the shared holds of dead processes.
    fn bury_readers(&self) {
        for (place, who) in self.readers() {
            let Some(dead) = who.filter(|who| !who.is_alive()) else { continue };
            let word = &self.state().readers[place];
            if word.compare_exchange(dead.word(), 0, SeqCst, SeqCst).is_ok() {
                self.depart();
            }
        }
    }
}

/// One wait for a lock: its deadline, and how to pass the time.
struct Waiter {
    kind: Kind,
    patience: Patience,
    deadline: Option<Instant>,
    rounds: u32,
}

impl Waiter {
    fn new(kind: Kind, patience: Patience) -> Self {
        let deadline = match patience {
            Patience::For(time) => Instant::now().checked_add(time),
            Patience::None | Patience::Forever => None,
        };
        Self { kind, patience, deadline, rounds: 0 }
    }

    fn sleeps(&self) -> bool {
        self.kind != Kind::Spin && self.patience != Patience::None
    }

    /// Whether it is time to look if the holder lives. Without patience it is always.
    fn shall_look(&self) -> bool {
        self.kind != Kind::Spin
            || self.patience == Patience::None
            || self.rounds.is_multiple_of(YIELDS)
    }

    /// Lets some time pass, less if `word` changes from `value`.
    fn wait(&mut self, word: &AtomicU32, value: u32) -> Result<(), i32> {
        if self.patience == Patience::None {
            return Err(libc::EBUSY);
        }
        self.rounds = self.rounds.wrapping_add(1);
        let left = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if left.is_some_and(|left| left.is_zero()) {
            return Err(libc::ETIMEDOUT);
        }
        if self.kind != Kind::Spin {
            let slice = left.map_or(SLICE, |left| left.min(SLICE));
            // Signals do not end it: a lock taken late is no failure that scripts are ready for.
            let _: Wait = futex::wait(word, value, Some(slice));
            return Ok(());
        }
        for _ in 0..SPINS {
            if word.load(SeqCst) != value {
                return Ok(());
            }
            std::hint::spin_loop();
        }
        std::thread::yield_now();
        Ok(())
    }
}

/// The half of a word that changes with every owner, to sleep on.
fn lower_half(word: &AtomicU64) -> &AtomicU32 {
    let halves = word.as_ptr().cast::<AtomicU32>();
    let index = usize::from(cfg!(target_endian = "big"));
    // SAFETY: both halves lie in the word and are aligned. The kernel and the spinning loop only compare its value; nothing is stored
    // through it.
    unsafe { &*halves.add(index) }
}

#[cfg(test)]
mod tests;
