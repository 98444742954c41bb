//! Small pieces of shared memory: a cache line each, many to a page.
//!
//! [`super::atomic`] takes its counters from here. A cell is handed out once and never again: after a fork nobody knows who still uses
//! it, so a cell that was given back could end up with two owners. Its page goes when the last cell of this process on it does, in this
//! process; so making and dropping cells in a loop does not grow.

use super::region::SharedRegion;
use super::shared_struct;
use std::cell::RefCell;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

shared_struct! {
    /// What a cell holds: one value, alone on its cache line.
    #[repr(align(64))]
    struct Line {
        value: AtomicU64,
    }
}

/// The first line of a page counts the lines handed out, across processes: a child goes on with the page of its parent.
#[derive(Debug)]
struct Page {
    region: SharedRegion,
}

/// A value of 8 bytes (or 4, as its user likes; always the same) that this process shares with all that are forked from it later.
#[derive(Debug, Clone)]
pub struct Cell {
    page: Arc<Page>,
    line: usize,
}

thread_local! {
    static CURRENT: RefCell<Option<Arc<Page>>> = const { RefCell::new(None) };
}

impl Cell {
    /// A cell that holds zero.
    ///
    /// # Errors
    /// What mmap(2) says.
    pub fn new() -> io::Result<Self> {
        CURRENT.with_borrow_mut(|current| {
            if let Some(cell) = current.as_ref().and_then(|page| page.hand_out()) {
                return Ok(cell);
            }
            let page = Arc::new(Page { region: SharedRegion::new(1)? });
            let cell = page.hand_out().ok_or(io::ErrorKind::OutOfMemory)?;
            // Only a page that has room is remembered, so that a full one goes with its last cell.
            *current = Some(page);
            Ok(cell)
        })
    }

    /// The cell as 8 bytes.
    #[inline]
    pub fn long(&self) -> &AtomicU64 {
        self.page.region.value_at(self.line * size_of::<Line>())
    }

    /// The cell as 4 bytes.
    #[inline]
    pub fn word(&self) -> &AtomicU32 {
        self.page.region.value_at(self.line * size_of::<Line>())
    }
}

impl Page {
    fn hand_out(self: &Arc<Self>) -> Option<Cell> {
        let lines: &[Line] = self.region.as_slice_of();
        let line = lines[0].value.fetch_add(1, Relaxed) as usize + 1;
        (line < lines.len()).then(|| Cell { page: Arc::clone(self), line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::process::{Forked, exit_now, fork, reap};

    #[test]
    fn cells_start_at_zero_and_are_all_different() {
        let cells: Vec<_> = (0..200).map(|_| Cell::new().unwrap()).collect();
        for (value, cell) in (1..).zip(&cells) {
            assert_eq!(cell.long().swap(value, Relaxed), 0);
        }
        assert!((1..).zip(&cells).all(|(value, cell)| cell.long().load(Relaxed) == value));
    }

    #[test]
    fn a_child_shares_cells_made_before_it_and_never_those_made_after() {
        let before = Cell::new().unwrap();
        let Forked::Parent(child) = fork().unwrap() else {
            before.word().store(1, Relaxed);
            let mine = Cell::new().unwrap();
            mine.word().store(77, Relaxed);
            while before.word().load(Relaxed) == 1 {
                std::thread::yield_now();
            }
            exit_now((mine.word().load(Relaxed) != 77).into());
        };
        while before.word().load(Relaxed) == 0 {
            std::thread::yield_now();
        }
        let mine = Cell::new().unwrap();
        assert_eq!(mine.word().swap(5, Relaxed), 0);
        before.word().store(2, Relaxed);
        let status = loop {
            if let Some((_, status)) = reap(Some(child)).unwrap() {
                break status;
            }
        };
        assert_eq!((status.code, mine.word().load(Relaxed)), (0, 5));
    }
}
