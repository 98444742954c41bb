//! A shared region of one head and any number of rows, found once: for what is looked at several times per request.

use super::region::{Shareable, SharedRegion};
use std::fmt;
use std::io;
use std::ptr::NonNull;

/// See the module's head.
pub struct HeadAndRows<H, T> {
    /// Keeps the two alive.
    _region: SharedRegion,
    head: NonNull<H>,
    rows: NonNull<[T]>,
}

impl<H, T> fmt::Debug for HeadAndRows<H, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeadAndRows").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

// SAFETY: what they point to is the region's, and whoever shares it sees atomics only (`Shareable`).
unsafe impl<H: Shareable, T: Shareable> Send for HeadAndRows<H, T> {}
// SAFETY: as above.
unsafe impl<H: Shareable, T: Shareable> Sync for HeadAndRows<H, T> {}

impl<H: Shareable, T: Shareable> HeadAndRows<H, T> {
    /// A head and `count` rows, all zero.
    ///
    /// # Errors
    /// As [`SharedRegion::new`]; `InvalidInput` when the size overflows.
    pub fn new(count: usize) -> io::Result<Self> {
        let start = size_of::<H>().next_multiple_of(align_of::<T>());
        let length = count.checked_mul(size_of::<T>()).and_then(|rows| rows.checked_add(start));
        let region = SharedRegion::new(length.ok_or(io::ErrorKind::InvalidInput)?)?;
        let head = NonNull::from(region.value_at(0));
        let rows = NonNull::from(region.slice_at(start, count));
        Ok(Self { _region: region, head, rows })
    }

    /// The head.
    #[inline]
    pub fn head(&self) -> &H {
        // SAFETY: it lies in the region, which stays mapped where it is for as long as it lives.
        unsafe { self.head.as_ref() }
    }

    /// The rows.
    #[inline]
    pub fn rows(&self) -> &[T] {
        // SAFETY: as above.
        unsafe { self.rows.as_ref() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::Ordering::Relaxed;
    use std::sync::atomic::{AtomicU8, AtomicU64};

    #[test]
    fn head_and_rows_do_not_overlap_and_outlive_a_move() {
        let made = HeadAndRows::<AtomicU8, AtomicU64>::new(3).unwrap();
        made.head().store(7, Relaxed);
        made.rows()[2].store(9, Relaxed);
        let moved = Box::new(made);
        assert_eq!(moved.head().load(Relaxed), 7);
        let rows: Vec<_> = moved.rows().iter().map(|row| row.load(Relaxed)).collect();
        assert_eq!(rows, [0, 0, 9]);
    }

    #[test]
    fn too_many_rows_are_refused() {
        assert!(HeadAndRows::<AtomicU8, AtomicU64>::new(usize::MAX).is_err());
    }
}
