//! Anonymous memory that a process shares with the children it forks afterwards.
//!
//! [`crate::memory`] builds its tables, locks and regions on [`SharedMapping`]; nobody else maps memory. Private
//! mappings (what `memmap2::map_anon` gives) would look alike and silently not be shared, hence this one.

use std::io;
use std::ptr::{self, NonNull};

/// A `MAP_SHARED | MAP_ANONYMOUS` mapping: zero-filled, page-aligned, the same memory in this process and in every child
/// that is forked while it lives. Dropping it unmaps it in the calling process only.
#[derive(Debug)]
pub struct SharedMapping {
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: the mapping is plain memory that belongs to the process, not to a thread; all access through safe code is atomic
// (see `memory::region`), every other access is behind a raw pointer whose user answers for it.
unsafe impl Send for SharedMapping {}
// SAFETY: as above.
unsafe impl Sync for SharedMapping {}

impl SharedMapping {
    /// Maps at least `len` bytes (rounded up to whole pages, at least one).
    ///
    /// # Errors
    /// What mmap(2) says, `ENOMEM` as a rule; `InvalidInput` when `len` cannot be rounded up.
    pub fn new(len: usize) -> io::Result<Self> {
        let page = page_size();
        let len = len
            .max(1)
            .checked_next_multiple_of(page)
            .filter(|len| isize::try_from(*len).is_ok())
            .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        let flags = libc::MAP_SHARED | libc::MAP_ANONYMOUS;
        // SAFETY: an anonymous mapping with a null hint overlays no live object; MAP_FAILED is ruled out below.
        let base = unsafe {
            libc::mmap(ptr::null_mut(), len, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0)
        };
        if base == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let base = NonNull::new(base.cast::<u8>()).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(Self { base, len })
    }

    /// Where the mapping starts: aligned to a page.
    pub fn base(&self) -> NonNull<u8> {
        self.base
    }

    /// How many bytes are mapped, a multiple of the page size.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Never: a mapping has at least one page.
    pub fn is_empty(&self) -> bool {
        false
    }
}

impl Drop for SharedMapping {
    fn drop(&mut self) {
        // SAFETY: base and len are what mmap gave, and borrows of the memory cannot outlive `self`.
        unsafe { libc::munmap(self.base.as_ptr().cast(), self.len) };
    }
}

/// The size of a memory page in bytes.
pub fn page_size() -> usize {
    // SAFETY: sysconf reads a constant.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(size).ok().filter(|size| size.is_power_of_two()).unwrap_or(4096)
}
