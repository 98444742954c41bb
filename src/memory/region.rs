//! A piece of memory that the master maps before it forks and that every process then sees.
//!
//! The session table, the inboxes' counters and the server's statistics live in regions. Safe access is by atomics only,
//! since another process may write at any moment; what must be read as one goes under a sequence lock built from them.
//! A region holds no pointer and no lock of std or parking_lot: those mean something in one process only.

use std::io;
use std::ops::Range;
use std::sync::atomic::{
    AtomicBool, AtomicI32, AtomicI64, AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize,
    Ordering::Relaxed,
};

use crate::sys::memory::SharedMapping;

/// Types that may lie in memory which other processes write to.
///
/// # Safety
/// All bytes zero must be a valid value; every field must be an atomic or made of such; there may be no pointer, no
/// padding that matters and nothing to drop.
pub unsafe trait Shareable: Sync {}

// SAFETY: atomics of plain integers: zero is a value, there is nothing to drop, and concurrent writes are what they are for.
unsafe impl Shareable for AtomicU8 {}
// SAFETY: as above.
unsafe impl Shareable for AtomicU16 {}
// SAFETY: as above.
unsafe impl Shareable for AtomicU32 {}
// SAFETY: as above.
unsafe impl Shareable for AtomicU64 {}
// SAFETY: as above.
unsafe impl Shareable for AtomicI32 {}
// SAFETY: as above.
unsafe impl Shareable for AtomicI64 {}
// SAFETY: as above.
unsafe impl Shareable for AtomicUsize {}
// SAFETY: as above; zero is `false`. A process that wrote another byte than 0 or 1 did so through unsafe code.
unsafe impl Shareable for AtomicBool {}
// SAFETY: an array is its elements, one after the other.
unsafe impl<T: Shareable, const N: usize> Shareable for [T; N] {}

/// Zero-filled memory shared by this process and all that are forked from it while the region lives.
///
/// Dropping the region unmaps it here; other processes keep theirs.
#[derive(Debug)]
pub struct SharedRegion {
    map: SharedMapping,
}

impl SharedRegion {
    /// A region of at least `len` bytes, rounded up to whole pages. Make it before the forks that shall share it.
    ///
    /// # Errors
    /// What mmap(2) says; see [`SharedMapping::new`].
    pub fn new(len: usize) -> io::Result<Self> {
        SharedMapping::new(len).map(|map| Self { map })
    }

    /// A region with room for `count` values of `T`.
    ///
    /// # Errors
    /// As [`SharedRegion::new`]; `InvalidInput` when the size overflows.
    pub fn for_slice_of<T: Shareable>(count: usize) -> io::Result<Self> {
        let len = count.checked_mul(size_of::<T>()).ok_or(io::ErrorKind::InvalidInput)?;
        Self::new(len)
    }

    /// Bytes mapped: at least what was asked for.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Never: a region has at least one page.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// The whole region as values of `T`; a rest too small for one is left out.
    pub fn as_slice_of<T: Shareable>(&self) -> &[T] {
        let count = self.len().checked_div(size_of::<T>()).unwrap_or(0);
        self.slice_at(0, count)
    }

    /// `count` values of `T` from byte `offset` on, for regions that hold several kinds of things.
    ///
    /// # Panics
    /// If they do not fit or `offset` is not a multiple of `T`'s alignment: the layout of a region is code, not input.
    pub fn slice_at<T: Shareable>(&self, offset: usize, count: usize) -> &[T] {
        const { assert!(!std::mem::needs_drop::<T>(), "shared memory drops nothing") };
        let bytes = count.checked_mul(size_of::<T>()).and_then(|bytes| bytes.checked_add(offset));
        assert!(bytes.is_some_and(|end| end <= self.len()), "a slice ends inside its region");
        assert!(offset.is_multiple_of(align_of::<T>()), "a slice starts where its type may");
        // SAFETY: the range lies in the mapping (checked) and is aligned (checked; the base is page-aligned, more than any
        // `Shareable` asks for); zeroed bytes are a valid T and all later writes go through atomics (`Shareable`).
        unsafe {
            let start = self.map.base().as_ptr().add(offset).cast::<T>();
            std::slice::from_raw_parts(start, count)
        }
    }

    /// One value of `T` at byte `offset`.
    ///
    /// # Panics
    /// As [`SharedRegion::slice_at`].
    pub fn value_at<T: Shareable>(&self, offset: usize) -> &T {
        &self.slice_at::<T>(offset, 1)[0]
    }

    /// The bytes of `range` for a buffer with one writer at a time. Whoever dereferences it answers for that.
    ///
    /// # Panics
    /// If the range does not lie in the region.
    pub fn bytes_mut(&self, range: Range<usize>) -> *mut [u8] {
        assert!(range.start <= range.end && range.end <= self.len(), "a range inside its region");
        // SAFETY: start is at most the mapping's length, so the sum stays inside the object or one past its end.
        let start = unsafe { self.map.base().as_ptr().add(range.start) };
        std::ptr::slice_from_raw_parts_mut(start, range.end - range.start)
    }

    /// Copies `bytes` to byte `offset`, one relaxed store after the other: a reader in another process may see half of them
    /// unless a sequence lock or an order of release and acquire beside them says otherwise.
    ///
    /// # Panics
    /// If they do not fit.
    pub fn store_bytes(&self, offset: usize, bytes: &[u8]) {
        let cells: &[AtomicU8] = self.slice_at(offset, bytes.len());
        for (cell, byte) in cells.iter().zip(bytes) {
            cell.store(*byte, Relaxed);
        }
    }

    /// Fills `out` with the bytes from `offset` on; the counterpart of [`SharedRegion::store_bytes`].
    ///
    /// # Panics
    /// If the region ends before `out` is full.
    pub fn load_bytes(&self, offset: usize, out: &mut [u8]) {
        let cells: &[AtomicU8] = self.slice_at(offset, out.len());
        for (byte, cell) in out.iter_mut().zip(cells) {
            *byte = cell.load(Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_starts_as_zeroes_and_has_room_for_what_was_asked() {
        let region = SharedRegion::for_slice_of::<[AtomicU64; 4]>(300).unwrap();
        let rows: &[[AtomicU64; 4]] = region.as_slice_of();
        assert!(rows.len() >= 300);
        assert!(rows.iter().flatten().all(|cell| cell.load(Relaxed) == 0));
    }

    #[test]
    fn an_empty_request_still_maps_a_page() {
        assert!(SharedRegion::new(0).unwrap().len() >= 4096);
    }

    #[test]
    fn a_size_that_overflows_is_refused() {
        let refused = SharedRegion::for_slice_of::<AtomicU64>(usize::MAX / 2).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::InvalidInput);
        assert_eq!(SharedRegion::new(usize::MAX).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }

    #[test]
    fn bytes_and_values_lie_where_their_offsets_say() {
        let region = SharedRegion::new(4096).unwrap();
        region.store_bytes(16, b"abcdefgh");
        let word: &AtomicU64 = region.value_at(16);
        assert_eq!(word.load(Relaxed).to_ne_bytes(), *b"abcdefgh");
        let mut back = [0; 3];
        region.load_bytes(18, &mut back);
        assert_eq!(&back, b"cde");
        assert_eq!(region.bytes_mut(10..14).len(), 4);
    }

    #[test]
    #[should_panic(expected = "a slice ends inside its region")]
    fn a_slice_beyond_the_end_panics() {
        let region = SharedRegion::new(1).unwrap();
        region.slice_at::<AtomicU8>(1, region.len());
    }

    #[test]
    #[should_panic(expected = "a slice starts where its type may")]
    fn a_misaligned_slice_panics() {
        SharedRegion::new(1).unwrap().slice_at::<AtomicU32>(2, 1);
    }
}
