//! Anonymous files in memory, to hand a message that is too long for a datagram to another process by descriptor.
//!
//! `ipc` writes one, seals it and passes the descriptor with [`crate::sys::fdpass`]. The seals are what makes it safe to map: a
//! writer that shrank the file under a reader would kill the reader with SIGBUS.

use std::fs::File;
use std::io::{self, Write};
use std::ops::Deref;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::FileExt;
use std::ptr::{self, NonNull};

use nix::fcntl::{FcntlArg, SealFlag, fcntl};
use nix::sys::memfd::{MFdFlags, memfd_create};

/// An empty file in memory, close-on-exec, that may be sealed. `name` shows in /proc only.
///
/// # Errors
/// What memfd_create(2) says.
pub fn create(name: &str) -> io::Result<OwnedFd> {
    Ok(memfd_create(name, MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING)?)
}

/// A file in memory with the concatenation of `parts`, sealed: nobody can change it any more.
///
/// # Errors
/// What memfd_create(2), write(2) (`ENOSPC`, `ENOMEM`) and fcntl(2) say.
pub fn sealed(name: &str, parts: &[&[u8]]) -> io::Result<OwnedFd> {
    let mut file = File::from(create(name)?);
    for part in parts {
        file.write_all(part)?;
    }
    fcntl(&file, FcntlArg::F_ADD_SEALS(full_seal() | SealFlag::F_SEAL_SEAL))?;
    Ok(file.into())
}

/// The content as a vector.
///
/// # Errors
/// What fstat(2) and pread(2) say.
pub fn read_all(fd: BorrowedFd<'_>) -> io::Result<Vec<u8>> {
    let file = File::from(fd.try_clone_to_owned()?);
    let len = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
    let mut bytes = vec![0; len];
    file.read_exact_at(&mut bytes, 0)?;
    Ok(bytes)
}

fn full_seal() -> SealFlag {
    SealFlag::F_SEAL_SHRINK | SealFlag::F_SEAL_GROW | SealFlag::F_SEAL_WRITE
}

/// A sealed file, mapped for reading: its bytes without a copy.
#[derive(Debug)]
pub struct Mapped {
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: read-only memory of the process, not of a thread.
unsafe impl Send for Mapped {}
// SAFETY: as above.
unsafe impl Sync for Mapped {}

impl Mapped {
    /// Maps `fd`, which may be closed afterwards.
    ///
    /// # Errors
    /// `PermissionDenied` if the file is not sealed; what fstat(2) and mmap(2) say.
    pub fn new(fd: BorrowedFd<'_>) -> io::Result<Self> {
        let seals = SealFlag::from_bits_truncate(fcntl(fd, FcntlArg::F_GET_SEALS)?);
        if !seals.contains(full_seal()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let file = File::from(fd.try_clone_to_owned()?);
        let len = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        if len == 0 {
            return Ok(Self { base: NonNull::dangling(), len });
        }
        let fd = file.as_fd().as_raw_fd();
        // SAFETY: a new mapping with a null hint overlays nothing; the seals keep the file as long as the mapping says.
        let base = unsafe {
            libc::mmap(
                ptr::null_mut(),
                len,
                libc::PROT_READ,
                libc::MAP_SHARED | libc::MAP_POPULATE,
                fd,
                0,
            )
        };
        match NonNull::new(base.cast::<u8>()) {
            Some(base) if base.as_ptr().cast() != libc::MAP_FAILED => Ok(Self { base, len }),
            _ => Err(io::Error::last_os_error()),
        }
    }
}

impl Deref for Mapped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: base and len are a live mapping (or an empty slice), and the seals forbid all writers.
        unsafe { std::slice::from_raw_parts(self.base.as_ptr(), self.len) }
    }
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl Drop for Mapped {
    fn drop(&mut self) {
        if self.len > 0 {
            // SAFETY: what mmap gave, unmapped once; borrows cannot outlive `self`.
            unsafe { libc::munmap(self.base.as_ptr().cast(), self.len) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_reads_back_and_cannot_be_changed() {
        let fd = sealed("test", &[b"one ", b"", b"two"]).unwrap();
        assert_eq!(read_all(fd.as_fd()).unwrap(), b"one two");
        let mapped = Mapped::new(fd.as_fd()).unwrap();
        let mut file = File::from(fd);
        assert!(file.write_all(b"x").is_err());
        assert!(file.set_len(0).is_err());
        drop(file);
        assert_eq!(&*mapped, b"one two");
    }

    #[test]
    fn a_file_that_a_writer_could_shrink_is_not_mapped() {
        let fd = create("open").unwrap();
        let refused = Mapped::new(fd.as_fd()).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn an_empty_one_maps_to_nothing() {
        let fd = sealed("empty", &[]).unwrap();
        assert!(Mapped::new(fd.as_fd()).unwrap().is_empty());
        assert!(read_all(fd.as_fd()).unwrap().is_empty());
    }
}
