//! System V shared memory: shmget(2), shmat(2), shmctl(2). For what is too long for a message of a System V queue and, like the message, has to
//! outlive its sender.
//!
//! A segment is written once, by [`put`], and is gone when [`take`] has read it. Its number may come from anywhere, so a segment that [`put`] did not
//! make is left alone.

use std::io;
use std::mem::MaybeUninit;
use std::{ptr, slice};

/// Before the bytes: this, and how many they are.
const MARK: u64 = u64::from_ne_bytes(*b"swparcel");
const HEAD: usize = 16;

/// Puts `bytes` into a segment of their own with these `permissions` (`0o600`, ...), and gives its number.
///
/// # Errors
/// `ENOMEM`, `ENOSPC` when the system has no room for it.
pub fn put(bytes: &[u8], permissions: u32) -> io::Result<i32> {
    let flags = libc::IPC_CREAT | libc::IPC_EXCL | permissions as i32;
    // SAFETY: takes no pointer.
    let id = unsafe { libc::shmget(libc::IPC_PRIVATE, HEAD + bytes.len(), flags) };
    if id == -1 {
        return Err(io::Error::last_os_error());
    }
    let attached = Attached::new(id, 0).inspect_err(|_| remove(id))?;
    // SAFETY: the segment is new, ours alone, and was made with room for both.
    unsafe {
        let start = attached.start.cast::<u64>();
        start.write(MARK);
        start.add(1).write(bytes.len() as u64);
        ptr::copy_nonoverlapping(bytes.as_ptr(), attached.start.add(HEAD), bytes.len());
    }
    Ok(id)
}

/// Takes what [`put`] has put into that segment, and removes it.
///
/// # Errors
/// `InvalidData` if it is another's; what shmat(2) says if there is none.
pub fn take(id: i32) -> io::Result<Vec<u8>> {
    let mut found = MaybeUninit::<libc::shmid_ds>::uninit();
    // SAFETY: the kernel fills the structure if it reports success.
    let size = unsafe {
        if libc::shmctl(id, libc::IPC_STAT, found.as_mut_ptr()) == -1 {
            return Err(io::Error::last_os_error());
        }
        found.assume_init().shm_segsz
    };
    let foreign =
        || io::Error::new(io::ErrorKind::InvalidData, format!("segment {id} is another's"));
    if size < HEAD {
        return Err(foreign());
    }
    let attached = Attached::new(id, libc::SHM_RDONLY)?;
    // SAFETY: the segment has at least this many bytes. Whoever else may write to it can spoil the content, but not make it shorter.
    let bytes = unsafe {
        let start = attached.start.cast::<u64>();
        let length = usize::try_from(start.add(1).read_volatile()).unwrap_or(usize::MAX);
        if start.read_volatile() != MARK || length > size - HEAD {
            return Err(foreign());
        }
        slice::from_raw_parts(attached.start.add(HEAD), length).to_vec()
    };
    remove(id);
    Ok(bytes)
}

/// Removes a segment; one that is gone already is no matter.
pub fn remove(id: i32) {
    // SAFETY: this command takes no structure.
    unsafe { libc::shmctl(id, libc::IPC_RMID, ptr::null_mut()) };
}

struct Attached {
    start: *mut u8,
}

impl Attached {
    fn new(id: i32, flags: i32) -> io::Result<Self> {
        // SAFETY: the kernel chooses where.
        let start = unsafe { libc::shmat(id, ptr::null(), flags) };
        // What shmat(2) gives when it fails.
        if start.addr() == usize::MAX {
            return Err(io::Error::last_os_error());
        }
        Ok(Self { start: start.cast() })
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        // SAFETY: attached by `new`, and nobody keeps a pointer into it.
        unsafe { libc::shmdt(self.start.cast()) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_is_taken_once() {
        let bytes: Vec<u8> = (0..100_000_u32).map(|n| n as u8).collect();
        let id = put(&bytes, 0o600).unwrap();
        assert_eq!(take(id).unwrap(), bytes);
        assert!(take(id).is_err());
    }

    #[test]
    fn a_segment_of_another_program_is_left_alone() {
        // SAFETY: takes no pointer.
        let id = unsafe { libc::shmget(libc::IPC_PRIVATE, 4096, libc::IPC_CREAT | 0o600) };
        assert_eq!(take(id).unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert_eq!(take(id).unwrap_err().kind(), io::ErrorKind::InvalidData);
        remove(id);
    }
}
