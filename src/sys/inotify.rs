//! inotify(7): changes of files and directories, read from a descriptor.
//!
//! For the functions that PHP's inotify extension has. The descriptor belongs to a PHP stream; nothing here owns one for long.

use std::ffi::CStr;
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};

/// One change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The watch that saw it; -1 for an overflow of the queue.
    pub watch: i32,
    /// What happened, `IN_*`.
    pub mask: u32,
    /// The same number in the two halves of a move; else 0.
    pub cookie: u32,
    /// The name in the watched directory; empty if the watched file itself is meant.
    pub name: Vec<u8>,
}

/// Size of the fixed part of a record.
const HEAD: usize = size_of::<libc::inotify_event>();
/// A record with the longest name there is.
const RECORD_MAX: usize = HEAD + libc::NAME_MAX as usize + 1;

/// A new, blocking instance.
///
/// # Errors
/// `EMFILE` when the user has too many.
pub fn init() -> io::Result<OwnedFd> {
    // SAFETY: takes no pointer; a descriptor that it returns is ours alone.
    unsafe {
        let fd = libc::inotify_init1(libc::IN_CLOEXEC);
        if fd < 0 { Err(io::Error::last_os_error()) } else { Ok(OwnedFd::from_raw_fd(fd)) }
    }
}

/// Watches a path; returns the number of the watch.
///
/// # Errors
/// `ENOENT`, `EACCES`, `EINVAL` (no event, or no instance), `ENOSPC` (too many watches).
pub fn add_watch(instance: BorrowedFd<'_>, path: &CStr, mask: u32) -> io::Result<i32> {
    // SAFETY: the path is a C string.
    let watch = unsafe { libc::inotify_add_watch(instance.as_raw_fd(), path.as_ptr(), mask) };
    if watch < 0 { Err(io::Error::last_os_error()) } else { Ok(watch) }
}

/// Ends a watch.
///
/// # Errors
/// `EINVAL` for a number that is no watch of the instance.
pub fn remove_watch(instance: BorrowedFd<'_>, watch: i32) -> io::Result<()> {
    // SAFETY: takes no pointer.
    let done = unsafe { libc::inotify_rm_watch(instance.as_raw_fd(), watch) };
    if done < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// How many bytes of changes wait to be read.
///
/// # Errors
/// `ENOTTY` for a descriptor that has no such number.
pub fn queued(instance: BorrowedFd<'_>) -> io::Result<usize> {
    let mut bytes: libc::c_int = 0;
    // SAFETY: the call writes one int.
    let done = unsafe { libc::ioctl(instance.as_raw_fd(), libc::FIONREAD, &raw mut bytes) };
    if done < 0 { Err(io::Error::last_os_error()) } else { Ok(bytes.max(0) as usize) }
}

/// All changes that wait; a blocking instance waits for the first.
///
/// # Errors
/// `WouldBlock` when there is none and the instance does not block, `Interrupted` by a signal.
pub fn read(instance: BorrowedFd<'_>) -> io::Result<Vec<Change>> {
    let mut bytes = vec![0; queued(instance)?.max(RECORD_MAX)];
    let length = nix::unistd::read(instance, &mut bytes)?;
    Ok(decode(&bytes[..length]))
}

/// The records in what the kernel wrote; a cut one at the end, which it never writes, is left out.
fn decode(mut bytes: &[u8]) -> Vec<Change> {
    let mut changes = Vec::new();
    while let Some((head, rest)) = bytes.split_at_checked(HEAD) {
        let word = |at: usize| u32::from_ne_bytes([0, 1, 2, 3].map(|i| head[at + i]));
        let Some((padded, rest)) = rest.split_at_checked(word(12) as usize) else { break };
        let name = padded.split(|&byte| byte == 0).next().unwrap_or_default().to_vec();
        changes.push(Change { watch: word(0) as i32, mask: word(4), cookie: word(8), name });
        bytes = rest;
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(watch: i32, mask: u32, cookie: u32, name: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for word in [watch as u32, mask, cookie, name.len() as u32] {
            bytes.extend(word.to_ne_bytes());
        }
        bytes.extend(name);
        bytes
    }

    #[test]
    fn names_lose_their_padding_and_a_cut_record_is_left_out() {
        let mut bytes = record(1, 2, 0, b"");
        bytes.extend(record(-1, 0x4000, 7, b"name\0\0\0\0"));
        bytes.extend(&record(3, 4, 5, b"long\0\0\0\0")[..18]);
        let change =
            |watch, mask, cookie, name: &[u8]| Change { watch, mask, cookie, name: name.to_vec() };
        assert_eq!(decode(&bytes), [change(1, 2, 0, b""), change(-1, 0x4000, 7, b"name")]);
    }
}
