//! `sendfile(2)` from a file at an offset to a socket.
//!
//! [`crate::net::out_buffer`] calls it. It raises SIGPIPE when the peer has gone, and takes no flag against that: the process
//! must ignore the signal, as servers do from the start, or hold it off (`sys::signal::without_sigpipe`).

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};

/// Sends at most `count` bytes of `file` from `offset` on; returns how many went out, 0 at the file's end.
///
/// # Errors
/// What sendfile(2) says, `WouldBlock` among them.
pub fn send(
    socket: BorrowedFd<'_>,
    file: BorrowedFd<'_>,
    offset: u64,
    count: usize,
) -> io::Result<usize> {
    let mut offset = libc::off64_t::try_from(offset)
        .map_err(|_| io::Error::from_raw_os_error(libc::EOVERFLOW))?;
    // SAFETY: both descriptors are open while borrowed; the offset is a local that the kernel updates.
    let sent =
        unsafe { libc::sendfile64(socket.as_raw_fd(), file.as_raw_fd(), &raw mut offset, count) };
    usize::try_from(sent).map_err(|_| io::Error::last_os_error())
}
