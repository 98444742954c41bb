//! Socket options that neither nix nor socket2 knows: some of TCP, membership of multicast groups, and any that a script may name by its number.
//!
//! [`crate::net::listener`] and the sockets of coroutines call it.

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};

use socket2::SockAddr;

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
    set(fd, libc::IPPROTO_TCP, option, &value.to_ne_bytes())
}

/// Sets an option to a value as the kernel reads it.
///
/// # Errors
/// What setsockopt(2) says.
pub fn set(fd: BorrowedFd<'_>, level: i32, name: i32, value: &[u8]) -> io::Result<()> {
    let length = value.len() as libc::socklen_t;
    // SAFETY: the pointer and length describe `value`, which the kernel copies.
    let failed =
        unsafe { libc::setsockopt(fd.as_raw_fd(), level, name, value.as_ptr().cast(), length) };
    if failed == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Reads an option as the kernel writes it. Returns how many bytes of `room` it took.
///
/// # Errors
/// What getsockopt(2) says.
pub fn get(fd: BorrowedFd<'_>, level: i32, name: i32, room: &mut [u8]) -> io::Result<usize> {
    let mut length = room.len() as libc::socklen_t;
    // SAFETY: the pointer and length describe `room`, of which the kernel writes no more.
    let failed = unsafe {
        libc::getsockopt(fd.as_raw_fd(), level, name, room.as_mut_ptr().cast(), &raw mut length)
    };
    if failed == 0 {
        Ok((length as usize).min(room.len()))
    } else {
        Err(io::Error::last_os_error())
    }
}

/// `struct group_source_req` of RFC 3678; without its last member it is `struct group_req`.
#[repr(C)]
struct GroupRequest {
    interface: u32,
    group: libc::sockaddr_storage,
    source: libc::sockaddr_storage,
}

/// Enters or leaves a multicast group, or says whether to hear one of its senders: one of `MCAST_JOIN_GROUP` and its like.
///
/// # Errors
/// What setsockopt(2) says.
pub fn set_membership(
    fd: BorrowedFd<'_>,
    level: i32,
    name: i32,
    interface: u32,
    group: &SockAddr,
    source: Option<&SockAddr>,
) -> io::Result<()> {
    // SAFETY: all-zero is a valid value of these plain structures, padding included.
    let mut request: GroupRequest = unsafe { std::mem::zeroed() };
    request.interface = interface;
    copy(group, &mut request.group);
    let mut length = std::mem::offset_of!(GroupRequest, source);
    if let Some(source) = source {
        copy(source, &mut request.source);
        length = size_of::<GroupRequest>();
    }
    // SAFETY: that many bytes of the structure are initialized, padding included.
    let bytes = unsafe { std::slice::from_raw_parts((&raw const request).cast::<u8>(), length) };
    set(fd, level, name, bytes)
}

fn copy(address: &SockAddr, into: &mut libc::sockaddr_storage) {
    // SAFETY: an address of socket2's is initialized up to its length, which is that of a storage at most.
    unsafe {
        let into = (&raw mut *into).cast::<u8>();
        std::ptr::copy_nonoverlapping(address.as_ptr().cast::<u8>(), into, address.len() as usize);
    }
}
