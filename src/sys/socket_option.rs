//! The TCP options that neither nix nor socket2 sets.
//!
//! [`crate::net::listener`] calls it.

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};

/// `TCP_FASTOPEN`: up to `queue` connections may carry data in their SYN.
///
/// # Errors
/// What setsockopt(2) says.
pub fn set_fast_open(fd: BorrowedFd<'_>, queue: i32) -> io::Result<()> {
    set_tcp(fd, libc::TCP_FASTOPEN, queue)
}

/// `TCP_DEFER_ACCEPT`: connections are not accepted before they have sent something, or `seconds` have passed.
///
/// # Errors
/// What setsockopt(2) says.
pub fn set_defer_accept(fd: BorrowedFd<'_>, seconds: i32) -> io::Result<()> {
    set_tcp(fd, libc::TCP_DEFER_ACCEPT, seconds)
}

fn set_tcp(fd: BorrowedFd<'_>, option: libc::c_int, value: libc::c_int) -> io::Result<()> {
    // SAFETY: the pointer and length describe `value`, which the kernel copies.
    let failed = unsafe {
        libc::setsockopt(
            fd.as_raw_fd(),
            libc::IPPROTO_TCP,
            option,
            (&raw const value).cast(),
            size_of::<libc::c_int>() as libc::socklen_t,
        )
    };
    if failed == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
