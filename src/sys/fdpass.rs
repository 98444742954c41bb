//! Datagrams between our processes, with at most one descriptor riding along (`SCM_RIGHTS`).
//!
//! `ipc` sends and receives envelopes with it. It does not block: sockets are to be non-blocking, and calls say `WouldBlock`.

use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::ptr;

/// Room for the control message that carries one descriptor, aligned as the kernel's macros want it.
#[repr(C)]
union Control {
    bytes: [u8; CONTROL_LEN],
    _align: libc::cmsghdr,
}

// SAFETY: CMSG_SPACE only computes.
const CONTROL_LEN: usize = unsafe { libc::CMSG_SPACE(size_of::<RawFd>() as u32) } as usize;

/// What a receive gave.
#[derive(Debug)]
pub struct Received {
    /// Bytes put into the buffer.
    pub len: usize,
    /// The descriptor that rode along, close-on-exec. A peek makes a descriptor of its own each time.
    pub fd: Option<OwnedFd>,
    /// The datagram was longer than the buffer or brought more descriptors than one; the rest is lost (unless peeked at).
    pub truncated: bool,
}

/// Sends `slices` as one datagram, with `passed` if given: whole or not at all. Returns its length. Never raises SIGPIPE.
///
/// # Errors
/// What sendmsg(2) says: `WouldBlock` when the receiver's buffer is full, `EMSGSIZE`, `ECONNREFUSED`, `EPIPE`.
pub fn send(
    socket: BorrowedFd<'_>,
    slices: &[IoSlice<'_>],
    passed: Option<BorrowedFd<'_>>,
) -> io::Result<usize> {
    if let ([slice], None) = (slices, passed) {
        return send_plain(socket, slice);
    }
    let mut control = Control { bytes: [0; CONTROL_LEN] };
    // SAFETY: msghdr is a C struct for which zero is a value.
    let mut message: libc::msghdr = unsafe { MaybeUninit::zeroed().assume_init() };
    message.msg_iov = slices.as_ptr().cast::<libc::iovec>().cast_mut();
    message.msg_iovlen = slices.len();
    if let Some(fd) = passed {
        message.msg_control = (&raw mut control).cast();
        message.msg_controllen = CONTROL_LEN;
        // SAFETY: msg_control points to CONTROL_LEN aligned bytes, room for this one header and its descriptor.
        unsafe {
            let header = libc::CMSG_FIRSTHDR(&raw const message);
            (*header).cmsg_level = libc::SOL_SOCKET;
            (*header).cmsg_type = libc::SCM_RIGHTS;
            (*header).cmsg_len = libc::CMSG_LEN(size_of::<RawFd>() as u32) as usize;
            ptr::write_unaligned(libc::CMSG_DATA(header).cast(), fd.as_raw_fd());
        }
    }
    loop {
        // SAFETY: IoSlice has iovec's layout; all that message points to lives in this frame or the caller's.
        let sent =
            unsafe { libc::sendmsg(socket.as_raw_fd(), &raw const message, libc::MSG_NOSIGNAL) };
        match usize::try_from(sent) {
            Ok(sent) => return Ok(sent),
            Err(_) => retry_if_interrupted()?,
        }
    }
}

/// The usual case, for which the kernel has a shorter way.
fn send_plain(socket: BorrowedFd<'_>, bytes: &[u8]) -> io::Result<usize> {
    loop {
        // SAFETY: pointer and length are those of the slice.
        let sent = unsafe {
            libc::send(socket.as_raw_fd(), bytes.as_ptr().cast(), bytes.len(), libc::MSG_NOSIGNAL)
        };
        match usize::try_from(sent) {
            Ok(sent) => return Ok(sent),
            Err(_) => retry_if_interrupted()?,
        }
    }
}

/// Receives one datagram into `buffer`.
///
/// # Errors
/// What recvmsg(2) says, `WouldBlock` among them.
pub fn receive(socket: BorrowedFd<'_>, buffer: &mut [u8]) -> io::Result<Received> {
    // SAFETY: initialised bytes stay initialised: the kernel only writes.
    unsafe { receive_raw(socket, &raw mut *buffer, 0) }
}

/// As [`receive`], into memory that need not be initialised; afterwards its first `len` bytes are.
///
/// # Errors
/// As [`receive`].
pub fn receive_uninit(
    socket: BorrowedFd<'_>,
    buffer: &mut [MaybeUninit<u8>],
) -> io::Result<Received> {
    // SAFETY: the memory is the caller's exclusively, and MaybeUninit<u8> has u8's layout.
    unsafe {
        receive_raw(
            socket,
            ptr::slice_from_raw_parts_mut(buffer.as_mut_ptr().cast(), buffer.len()),
            0,
        )
    }
}

/// As [`receive`], but the datagram stays in the queue.
///
/// # Errors
/// As [`receive`].
pub fn peek(socket: BorrowedFd<'_>, buffer: &mut [u8]) -> io::Result<Received> {
    // SAFETY: as in `receive`.
    unsafe { receive_raw(socket, &raw mut *buffer, libc::MSG_PEEK) }
}

/// # Safety
/// `buffer` must be writable and nobody else's for the duration of the call.
unsafe fn receive_raw(
    socket: BorrowedFd<'_>,
    buffer: *mut [u8],
    flags: libc::c_int,
) -> io::Result<Received> {
    let mut slice = libc::iovec { iov_base: buffer.cast(), iov_len: buffer.len() };
    let mut control = Control { bytes: [0; CONTROL_LEN] };
    loop {
        // SAFETY: msghdr is a C struct for which zero is a value.
        let mut message: libc::msghdr = unsafe { MaybeUninit::zeroed().assume_init() };
        message.msg_iov = &raw mut slice;
        message.msg_iovlen = 1;
        message.msg_control = (&raw mut control).cast();
        message.msg_controllen = CONTROL_LEN;
        let flags = flags | libc::MSG_CMSG_CLOEXEC;
        // SAFETY: the buffer is the caller's promise; the rest lives in this frame.
        let received = unsafe { libc::recvmsg(socket.as_raw_fd(), &raw mut message, flags) };
        let Ok(len) = usize::try_from(received) else {
            retry_if_interrupted()?;
            continue;
        };
        // SAFETY: the kernel has just filled message.
        let mut fds = unsafe { take_descriptors(&message) };
        let truncated = message.msg_flags & (libc::MSG_TRUNC | libc::MSG_CTRUNC) != 0;
        // Of two descriptors (both fit the aligned control buffer) the second is closed here.
        return Ok(Received { len, truncated: truncated || fds[1].is_some(), fd: fds[0].take() });
    }
}

/// The first two descriptors of a received message, now owned.
///
/// # Safety
/// `message` must have been filled by recvmsg(2), and this may be called once for it.
unsafe fn take_descriptors(message: &libc::msghdr) -> [Option<OwnedFd>; 2] {
    let mut fds = [None, None];
    // SAFETY: the kernel set msg_controllen to what it wrote; the macros stay inside, and each descriptor in a SCM_RIGHTS
    // message is new, open and ours. The control buffer has no room for more than two.
    unsafe {
        let header = libc::CMSG_FIRSTHDR(message);
        if header.is_null()
            || (*header).cmsg_level != libc::SOL_SOCKET
            || (*header).cmsg_type != libc::SCM_RIGHTS
        {
            return fds;
        }
        let bytes = (*header).cmsg_len.saturating_sub(libc::CMSG_LEN(0) as usize);
        let data = libc::CMSG_DATA(header).cast::<RawFd>();
        for (index, slot) in fds.iter_mut().enumerate().take(bytes / size_of::<RawFd>()) {
            *slot = Some(OwnedFd::from_raw_fd(ptr::read_unaligned(data.add(index))));
        }
    }
    fds
}

fn retry_if_interrupted() -> io::Result<()> {
    let error = io::Error::last_os_error();
    if error.kind() == io::ErrorKind::Interrupted { Ok(()) } else { Err(error) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Seek, Write};
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixDatagram;

    fn pair() -> (UnixDatagram, UnixDatagram) {
        let (sender, receiver) = UnixDatagram::pair().unwrap();
        sender.set_nonblocking(true).unwrap();
        receiver.set_nonblocking(true).unwrap();
        (sender, receiver)
    }

    #[test]
    fn slices_arrive_as_one_datagram() {
        let (sender, receiver) = pair();
        let slices = [IoSlice::new(b"head"), IoSlice::new(b""), IoSlice::new(b" and body")];
        assert_eq!(send(sender.as_fd(), &slices, None).unwrap(), 13);
        let mut buffer = [MaybeUninit::uninit(); 64];
        let received = receive_uninit(receiver.as_fd(), &mut buffer).unwrap();
        assert!(received.fd.is_none() && !received.truncated);
        assert_eq!(received.len, 13);
        let empty = receive(receiver.as_fd(), &mut [0; 8]).unwrap_err();
        assert_eq!(empty.kind(), io::ErrorKind::WouldBlock);
    }

    #[test]
    fn a_descriptor_rides_along_and_is_close_on_exec() {
        let (sender, receiver) = pair();
        let mut file = std::fs::File::from(crate::sys::memfd::create("passed").unwrap());
        file.write_all(b"content").unwrap();
        send(sender.as_fd(), &[IoSlice::new(b"x")], Some(file.as_fd())).unwrap();
        let mut buffer = [0; 8];
        let peeked = peek(receiver.as_fd(), &mut buffer).unwrap();
        assert!(peeked.fd.is_some());
        let received = receive(receiver.as_fd(), &mut buffer).unwrap();
        let fd = received.fd.unwrap();
        let flags = nix::fcntl::fcntl(&fd, nix::fcntl::FcntlArg::F_GETFD).unwrap();
        assert_eq!(flags & libc::FD_CLOEXEC, libc::FD_CLOEXEC);
        let mut same = std::fs::File::from(fd);
        same.rewind().unwrap();
        let mut text = String::new();
        same.read_to_string(&mut text).unwrap();
        assert_eq!(text, "content");
    }

    #[test]
    fn a_datagram_longer_than_the_buffer_is_reported() {
        let (sender, receiver) = pair();
        send(sender.as_fd(), &[IoSlice::new(b"123456789")], None).unwrap();
        let mut buffer = [0; 4];
        let peeked = peek(receiver.as_fd(), &mut buffer).unwrap();
        assert_eq!((peeked.len, peeked.truncated, &buffer), (4, true, b"1234"));
        assert!(receive(receiver.as_fd(), &mut buffer).unwrap().truncated);
    }

    #[test]
    fn a_full_receiver_and_a_gone_one_are_told_apart() {
        let (sender, receiver) = pair();
        let chunk = [0; 4096];
        let full = loop {
            if let Err(error) = send(sender.as_fd(), &[IoSlice::new(&chunk)], None) {
                break error;
            }
        };
        assert_eq!(full.kind(), io::ErrorKind::WouldBlock);
        drop(receiver);
        let gone = send(sender.as_fd(), &[IoSlice::new(&chunk)], None).unwrap_err();
        assert_ne!(gone.kind(), io::ErrorKind::WouldBlock);
    }
}
