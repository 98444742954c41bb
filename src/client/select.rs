//! Waiting for several descriptors at once, as select(2) would, without its limit of 1024.

use std::io;
use std::os::fd::{BorrowedFd, RawFd};
use std::time::Duration;

use nix::poll::{PollFd, PollFlags};

use super::wait;

/// What is waited for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Event {
    /// It can be read, or its end can.
    Read,
    /// It can be written.
    Write,
    /// There is urgent data, or an error.
    Except,
}

/// Which of `wanted` have happened within `limit` (none: for ever), in the same order.
///
/// # Errors
/// What poll(2) says; `EBADF` for a descriptor that is not open.
pub fn select(
    wanted: &[(BorrowedFd<'_>, Event)],
    limit: Option<Duration>,
) -> io::Result<Vec<bool>> {
    let mut fds: Vec<PollFd<'_>> =
        wanted.iter().map(|(fd, event)| PollFd::new(*fd, event.asks_for())).collect();
    wait::any(&mut fds, wait::deadline(limit))?;
    let seen = |fd: &PollFd<'_>| fd.revents().unwrap_or(PollFlags::empty());
    if fds.iter().any(|fd| seen(fd).contains(PollFlags::POLLNVAL)) {
        return Err(io::Error::from_raw_os_error(libc::EBADF));
    }
    Ok(fds
        .iter()
        .zip(wanted)
        .map(|(fd, (_, event))| seen(fd).intersects(event.is_told_by()))
        .collect())
}

/// How many different things have happened: a descriptor that stands twice among what was wanted counts once.
#[must_use]
pub fn count(wanted: &[(RawFd, Event)], happened: &[bool]) -> usize {
    let distinct: std::collections::HashSet<_> = wanted
        .iter()
        .zip(happened)
        .filter(|(_, happened)| **happened)
        .map(|(one, _)| one)
        .collect();
    distinct.len()
}

impl Event {
    fn asks_for(self) -> PollFlags {
        match self {
            Self::Read => PollFlags::POLLIN,
            Self::Write => PollFlags::POLLOUT,
            Self::Except => PollFlags::POLLPRI,
        }
    }

    /// As select(2) maps what poll(2) says.
    fn is_told_by(self) -> PollFlags {
        match self {
            Self::Read => PollFlags::POLLIN | PollFlags::POLLHUP | PollFlags::POLLERR,
            Self::Write => PollFlags::POLLOUT | PollFlags::POLLERR,
            Self::Except => PollFlags::POLLPRI | PollFlags::POLLERR,
        }
    }
}
