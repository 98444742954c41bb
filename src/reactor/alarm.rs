//! Wakes a loop at a moment that is some way off, by timerfd(2).
//!
//! A loop that serves clients has deadlines seconds away and waits thousands of times before they come. Were each wait limited by the next of them,
//! each would read the clock first, and the kernel would start and stop a timer for it: a twentieth of what an echo costs. An alarm is set once.
//! Near deadlines are left to the wait's own limit, since setting an alarm is a system call.

use crate::sys::clock;
use mio::unix::SourceFd;
use mio::{Interest, Registry, Token};
use nix::sys::time::TimeSpec;
use nix::sys::timerfd::{ClockId, Expiration, TimerFd, TimerFlags, TimerSetTimeFlags};
use std::cell::Cell;
use std::io;
use std::os::fd::{AsFd, AsRawFd};
use std::time::Duration;

/// What is nearer, in nanoseconds, is no matter for an alarm.
pub const NEAR: u64 = 100_000_000;

/// What the kernel's clock takes.
const FAR: u64 = i64::MAX as u64;

/// See the module's head.
pub struct Alarm {
    /// The moment that the loop's times count from, in nanoseconds of the monotonic clock.
    origin: u64,
    timer: TimerFd,
    /// When it goes off, in nanoseconds since the origin; never, if it is not set.
    at: Cell<u64>,
}

/// No moment at all.
pub const NEVER: u64 = u64::MAX;

impl Alarm {
    /// For a loop whose times count from now, and whose descriptor sees `token` when it goes off. Made with the loop: a descriptor that came later
    /// might be one too many, and would look like a leak.
    ///
    /// # Errors
    /// There is no descriptor left for it.
    pub fn new(registry: &Registry, token: Token) -> io::Result<Self> {
        let flags = TimerFlags::TFD_CLOEXEC | TimerFlags::TFD_NONBLOCK;
        let timer = TimerFd::new(ClockId::CLOCK_MONOTONIC, flags)?;
        let fd = timer.as_fd().as_raw_fd();
        registry.register(&mut SourceFd(&fd), token, Interest::READABLE)?;
        Ok(Self { origin: clock::nanos(), timer, at: Cell::new(NEVER) })
    }

    /// Nanoseconds since the origin.
    pub fn now(&self) -> u64 {
        clock::nanos() - self.origin
    }

    /// Whether it wakes the loop at `deadline`, in nanoseconds since the origin, or before.
    pub fn covers(&self, deadline: u64) -> bool {
        self.at.get() <= deadline
    }

    /// Sets it to `deadline`, in nanoseconds since the origin: at once, if that has passed.
    ///
    /// # Errors
    /// What timerfd_settime(2) says.
    pub fn set(&self, deadline: u64) -> io::Result<()> {
        // One of zero would stop it.
        let at = Duration::from_nanos(self.origin.saturating_add(deadline).clamp(1, FAR));
        self.timer
            .set(Expiration::OneShot(TimeSpec::from(at)), TimerSetTimeFlags::TFD_TIMER_ABSTIME)?;
        self.at.set(deadline);
        Ok(())
    }

    /// It is `now`: an alarm that was set for then has done its work.
    pub fn look(&self, now: u64) {
        if self.at.get() <= now {
            self.at.set(NEVER);
        }
    }
}
