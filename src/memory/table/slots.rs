//! Which rows are free: a byte for each says whose it is, 0 or one more than the number of its stripe.
//!
//! Free rows are looked for from where the last one was found, so a table that has lost no row yet fills from the front, and going through
//! it gives the rows in the order in which they were added.

use super::stripe::Held;
use super::{NEXT_FREE_AT, View};
use std::sync::atomic::Ordering::{Acquire, Relaxed};

/// Rows to look at before asking whether there can be a free one at all.
const PATIENCE: usize = 4096;

/// Finds a free row and makes it one of the stripe's. `is_full` says whether looking on is in vain.
pub(super) fn claim(held: &mut Held, is_full: impl Fn() -> bool) -> Option<usize> {
    let View { words, owners, .. } = held.view();
    let next_free = &words[NEXT_FREE_AT];
    let start = (next_free.load(Relaxed) as usize).min(owners.len());
    for (looked_at, row) in (start..owners.len()).chain(0..start).enumerate() {
        if owners[row].load(Relaxed) == 0 && held.claim(row) {
            next_free.store(row as u64 + 1, Relaxed);
            return Some(row);
        }
        if looked_at == PATIENCE && is_full() {
            break;
        }
    }
    None
}

/// The stripe of a row that is not free.
#[inline]
pub(super) fn stripe_of(view: View, row: usize) -> Option<usize> {
    let owner = view.owners[row].load(Acquire) as usize;
    (1..=view.geometry.stripes).contains(&owner).then(|| owner - 1)
}
