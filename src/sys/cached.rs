//! Whether the kernel has at hand what a call on a file needs, so that the call does not wait for a disk or another machine.
//!
//! A hint and no promise: what is cached now may be thrown out before it is used, and what the file system cannot tell counts as not cached.

use std::ffi::CStr;
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};

/// So many bytes are looked for at most: more takes long in any case.
pub const LOOK_MAX: usize = 64 * 1024;
/// Bytes that one call looks at.
const ROOM: usize = 8 * 1024;

/// Whether a path can be resolved, or found to be none, without waiting. `follow`: also where it ends at a link.
#[must_use]
pub fn is_path(path: &CStr, follow: bool) -> bool {
    // SAFETY: all zero is a valid open_how.
    let mut how: libc::open_how = unsafe { std::mem::zeroed() };
    let link = if follow { 0 } else { libc::O_NOFOLLOW };
    how.flags = (libc::O_PATH | libc::O_CLOEXEC | link) as u64;
    how.resolve = libc::RESOLVE_CACHED;
    // SAFETY: path and structure are live, and the size is the structure's.
    let fd = unsafe {
        libc::syscall(
            libc::SYS_openat2,
            libc::AT_FDCWD,
            path.as_ptr(),
            &raw const how,
            size_of::<libc::open_how>(),
        )
    };
    match i32::try_from(fd) {
        Ok(fd) if fd >= 0 => {
            // SAFETY: the descriptor is new and nobody else's.
            drop(unsafe { OwnedFd::from_raw_fd(fd) });
            true
        }
        // Before Linux 5.12 the kernel does not know the question: EINVAL.
        _ => !matches!(
            io::Error::last_os_error().raw_os_error(),
            Some(libc::EAGAIN | libc::EINVAL | libc::ENOSYS | libc::EPERM)
        ),
    }
}

/// Whether `count` bytes of a file from `offset` on, or those up to its end, can be read without waiting.
#[must_use]
pub fn is_range(file: BorrowedFd<'_>, offset: u64, count: usize) -> bool {
    if count > LOOK_MAX {
        return false;
    }
    // Coroutines may have small stacks.
    let mut room = [0_u8; ROOM];
    let mut seen = 0;
    while seen < count {
        match look(file, offset + seen as u64, &mut room[..ROOM.min(count - seen)]) {
            Ok(0) => break,
            Ok(more) => seen += more,
            Err(_) => return false,
        }
    }
    true
}

fn look(file: BorrowedFd<'_>, offset: u64, room: &mut [u8]) -> io::Result<usize> {
    let offset =
        i64::try_from(offset).map_err(|_| io::Error::from_raw_os_error(libc::EOVERFLOW))?;
    let part = libc::iovec { iov_base: room.as_mut_ptr().cast(), iov_len: room.len() };
    // SAFETY: the descriptor is open, and the one part is the room.
    let got =
        unsafe { libc::preadv2(file.as_raw_fd(), &raw const part, 1, offset, libc::RWF_NOWAIT) };
    usize::try_from(got).map_err(|_| io::Error::last_os_error())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::CString;
    use std::os::fd::AsFd;

    #[test]
    fn what_was_just_read_is_cached_and_what_is_no_file_is_not() {
        let path = std::env::temp_dir().join(format!("cached-{}", std::process::id()));
        std::fs::write(&path, [1; 1000]).unwrap();
        std::fs::read(&path).unwrap();
        let file = std::fs::File::open(&path).unwrap();
        // A file system may not know.
        let knows = look(file.as_fd(), 0, &mut [0; 10]).is_ok();
        assert_eq!(is_range(file.as_fd(), 0, 1000), knows);
        assert_eq!(is_range(file.as_fd(), 500, 5000), knows, "to the end");
        assert!(!is_range(file.as_fd(), 0, LOOK_MAX + 1), "too many");
        let c_path = CString::new(path.to_str().unwrap()).unwrap();
        let _ = is_path(&c_path, true);
        std::fs::remove_file(path).unwrap();
    }
}
