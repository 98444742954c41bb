//! Waiting for one descriptor, with a deadline: [`Wait`] is all that a client of a coroutine does otherwise than a blocking one.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use crate::client::address;
use crate::error::ErrorCode;
use crate::net::address::{Endpoint, SocketKind};

/// When a wait that begins now and may take `limit` is over; none is never.
#[must_use]
pub fn deadline(limit: Option<Duration>) -> Option<Instant> {
    limit.and_then(|limit| Instant::now().checked_add(limit))
}

/// What is left until `deadline`.
#[must_use]
pub fn remaining(deadline: Option<Instant>) -> Option<Duration> {
    deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
}

/// What is waited for at a descriptor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// That it can be read, or its end or an error can.
    Read,
    /// That it can be written, or an error can be fetched.
    Write,
}

/// How whoever uses one descriptor waits for it: the whole process ([`Blocking`]), or one coroutine while others run.
///
/// A system call is tried first; one waits where it would block, and tries again. A wait may end without need.
///
/// Others may use the descriptor while one waits, but each direction is one user's at a time: it is claimed for as long as a call takes, and
/// whatever the claim protects is let alone by those who do not have it. No borrow may be held across a wait.
pub trait Wait: fmt::Debug {
    /// Waits until the descriptor is ready, which is always the same one. Signals do not end a wait.
    ///
    /// # Errors
    /// `ETIMEDOUT` when the time is over, `ECANCELED` when somebody has cancelled the wait, also when somebody has closed the descriptor,
    /// else what the system says.
    fn wait(
        &self,
        fd: BorrowedFd<'_>,
        direction: Direction,
        deadline: Option<Instant>,
    ) -> io::Result<()>;

    /// Lets some time pass, for what the kernel offers no wait for.
    ///
    /// # Errors
    /// `ECANCELED` when somebody has cancelled it.
    fn pause(&self, time: Duration) -> io::Result<()>;

    /// Begins the use of one direction, until [`Wait::release`].
    ///
    /// # Errors
    /// `EALREADY` if it is in use.
    fn claim(&self, fd: BorrowedFd<'_>, direction: Direction) -> io::Result<()>;

    /// Ends the use of one direction.
    fn release(&self, direction: Direction);

    /// Whether any direction is in use.
    fn is_in_use(&self) -> bool;

    /// Ends all waits, now and to come, with `ECANCELED`, before the descriptor is closed.
    fn close(&self) {}

    /// Whether the kernel may make the process wait: the descriptor is in blocking mode then.
    fn blocks(&self) -> bool {
        false
    }

    /// Looks a host up; see [`address::resolve`].
    ///
    /// # Errors
    /// As that, and `ETIMEDOUT` or `ECANCELED`.
    fn resolve(
        &self,
        kind: SocketKind,
        host: &str,
        port: i64,
        _deadline: Option<Instant>,
    ) -> Result<Endpoint, ErrorCode> {
        address::resolve(kind, host, port)
    }
}

/// Claims one direction for as long as the result lives.
///
/// # Errors
/// As [`Wait::claim`].
pub fn claim<'a>(
    wait: &'a dyn Wait,
    fd: BorrowedFd<'_>,
    direction: Direction,
) -> io::Result<Claim<'a>> {
    wait.claim(fd, direction)?;
    Ok(Claim { wait, direction })
}

/// The use of one direction.
#[derive(Debug)]
#[must_use]
pub struct Claim<'a> {
    wait: &'a dyn Wait,
    direction: Direction,
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.wait.release(self.direction);
    }
}

/// The process waits.
#[derive(Debug, Default)]
pub struct Blocking {
    reading: Cell<bool>,
    writing: Cell<bool>,
}

impl Blocking {
    fn in_use(&self, direction: Direction) -> &Cell<bool> {
        match direction {
            Direction::Read => &self.reading,
            Direction::Write => &self.writing,
        }
    }
}

impl Wait for Blocking {
    fn wait(
        &self,
        fd: BorrowedFd<'_>,
        direction: Direction,
        deadline: Option<Instant>,
    ) -> io::Result<()> {
        if any(&mut [PollFd::new(fd, direction.into())], deadline)? == 0 {
            return Err(io::Error::from_raw_os_error(libc::ETIMEDOUT));
        }
        Ok(())
    }

    fn pause(&self, time: Duration) -> io::Result<()> {
        std::thread::sleep(time);
        Ok(())
    }

    fn claim(&self, _: BorrowedFd<'_>, direction: Direction) -> io::Result<()> {
        if self.in_use(direction).replace(true) {
            return Err(io::Error::from_raw_os_error(libc::EALREADY));
        }
        Ok(())
    }

    fn release(&self, direction: Direction) {
        self.in_use(direction).set(false);
    }

    fn is_in_use(&self) -> bool {
        self.reading.get() || self.writing.get()
    }

    fn blocks(&self) -> bool {
        true
    }
}

impl From<Direction> for PollFlags {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::Read => Self::POLLIN,
            Direction::Write => Self::POLLOUT,
        }
    }
}

/// Whether the descriptor is ready now.
#[must_use]
pub fn is_ready(fd: BorrowedFd<'_>, direction: Direction) -> bool {
    let mut fds = [PollFd::new(fd, direction.into())];
    any(&mut fds, Some(Instant::now())).is_ok_and(|count| count > 0)
}

/// How long [`retry`] pauses: not at all at first, then this, then longer and longer.
const SHORTEST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(10);

/// Tries, with growing pauses, what would block and cannot be waited for.
///
/// # Errors
/// `ETIMEDOUT` when the time is over, else what `attempt` says.
pub fn retry<R>(
    wait: &dyn Wait,
    deadline: Option<Instant>,
    mut attempt: impl FnMut() -> io::Result<R>,
) -> io::Result<R> {
    // Whoever makes room may only have to get its turn.
    let mut pause = Duration::ZERO;
    loop {
        match attempt() {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            done => return done,
        }
        let left = remaining(deadline);
        if left.is_some_and(|left| left.is_zero()) {
            return Err(io::Error::from_raw_os_error(libc::ETIMEDOUT));
        }
        wait.pause(left.map_or(pause, |left| left.min(pause)))?;
        pause = (pause * 2).clamp(SHORTEST_PAUSE, LONGEST_PAUSE);
    }
}

/// Waits until something has happened to any of the descriptors; returns to how many, 0 when the time is over.
///
/// # Errors
/// What poll(2) says, but for `EINTR`.
pub fn any(fds: &mut [PollFd<'_>], deadline: Option<Instant>) -> io::Result<usize> {
    loop {
        let left = remaining(deadline);
        match poll(fds, timeout(left)) {
            Ok(0) if remaining(deadline).is_none_or(|left| !left.is_zero()) => {}
            Ok(count) => return Ok(usize::try_from(count).unwrap_or(0)),
            Err(Errno::EINTR) => {}
            Err(errno) => return Err(errno.into()),
        }
    }
}

/// Rounded up, so that a wait does not end early and spin; a long one is cut into several.
fn timeout(left: Option<Duration>) -> PollTimeout {
    match left {
        None => PollTimeout::NONE,
        Some(left) => {
            let millis = left.as_nanos().div_ceil(1_000_000);
            PollTimeout::try_from(u32::try_from(millis).unwrap_or(u32::MAX))
                .unwrap_or(PollTimeout::MAX)
        }
    }
}
