//! Receiving a datagram with its sender into initialised memory, which socket2's `recv_from` has no safe call for.
//!
//! [`crate::net::listener`] and clients call it.

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};

use socket2::SockAddr;

/// Receives one datagram into `buffer`. Returns its own length, which is more than `buffer`'s if its end was cut off, and who
/// sent it.
///
/// # Errors
/// What recvfrom(2) says, `WouldBlock` among them.
pub fn receive_from(socket: BorrowedFd<'_>, buffer: &mut [u8]) -> io::Result<(usize, SockAddr)> {
    receive_with(socket, buffer, 0)
}

/// As [`receive_from`], with further flags (`MSG_PEEK`).
///
/// # Errors
/// As [`receive_from`].
pub fn receive_with(
    socket: BorrowedFd<'_>,
    buffer: &mut [u8],
    flags: i32,
) -> io::Result<(usize, SockAddr)> {
    // SAFETY: the storage and its length are valid for the call, which fills both, or leaves a nameless sender's family zero.
    unsafe {
        SockAddr::try_init(|storage, len| {
            let received = libc::recvfrom(
                socket.as_raw_fd(),
                buffer.as_mut_ptr().cast(),
                buffer.len(),
                flags | libc::MSG_TRUNC | libc::MSG_DONTWAIT,
                storage.cast(),
                len,
            );
            usize::try_from(received).map_err(|_| io::Error::last_os_error())
        })
    }
}
