//! What is done to descriptors by number: dup2(2).

use std::io;
use std::os::fd::RawFd;

/// Makes `target` a copy of `source`, closing what it was.
///
/// # Errors
/// What dup2(2) says.
pub fn replace(target: RawFd, source: RawFd) -> io::Result<()> {
    // SAFETY: the callers name the standard descriptors, which nothing in this process owns.
    if unsafe { libc::dup2(source, target) } < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
