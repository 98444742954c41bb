//! Waiting for one descriptor, with a deadline. Signals do not end a wait.

use std::io;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

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

/// Waits until the descriptor can be read, or its end or an error can.
///
/// # Errors
/// `ETIMEDOUT` when the time is over, else what poll(2) says.
pub fn readable(fd: BorrowedFd<'_>, deadline: Option<Instant>) -> io::Result<()> {
    one(fd, PollFlags::POLLIN, deadline)
}

/// Waits until the descriptor can be written, or an error can be fetched.
///
/// # Errors
/// As [`readable`].
pub fn writable(fd: BorrowedFd<'_>, deadline: Option<Instant>) -> io::Result<()> {
    one(fd, PollFlags::POLLOUT, deadline)
}

fn one(fd: BorrowedFd<'_>, flags: PollFlags, deadline: Option<Instant>) -> io::Result<()> {
    if any(&mut [PollFd::new(fd, flags)], deadline)? == 0 {
        return Err(io::Error::from_raw_os_error(libc::ETIMEDOUT));
    }
    Ok(())
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
