//! What is done to descriptors by number: dup2(2) and its relatives.

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};

/// Makes `target` a copy of `source`, closing what it was.
///
/// # Errors
/// What dup2(2) says.
pub fn replace(target: RawFd, source: RawFd) -> io::Result<()> {
    // SAFETY: the callers name the standard descriptors, which nothing in this process owns.
    if unsafe { libc::dup2(source, target) } < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// A copy of a descriptor that this process was started with, closed when the process runs another program.
///
/// # Errors
/// What fcntl(2) says: `EBADF` for one that is not open.
pub fn copy(fd: RawFd) -> io::Result<OwnedFd> {
    // SAFETY: nothing but the number is used, and what comes back is new and ours.
    unsafe {
        match libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) {
            copy if copy < 0 => Err(io::Error::last_os_error()),
            copy => Ok(OwnedFd::from_raw_fd(copy)),
        }
    }
}

/// Closes the copy that a forked child has of a descriptor whose owner will never be dropped there.
pub fn close_inherited(fd: &impl AsRawFd) {
    // SAFETY: the owner is leaked by the caller, so nobody closes the number a second time.
    unsafe { libc::close(fd.as_raw_fd()) };
}

/// Makes a descriptor one of nothing (`/dev/null`), closing what it was. Whoever owns it may go on and close it.
///
/// # Errors
/// What open(2) and dup3(2) say.
pub fn empty(target: BorrowedFd<'_>) -> io::Result<()> {
    let nothing = File::open("/dev/null")?;
    // SAFETY: both are open, and the target stays so: its owner's number is as good as before.
    let done = unsafe { libc::dup3(nothing.as_raw_fd(), target.as_raw_fd(), libc::O_CLOEXEC) } >= 0;
    if done { Ok(()) } else { Err(io::Error::last_os_error()) }
}
