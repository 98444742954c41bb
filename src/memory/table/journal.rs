//! What a stripe's words held before they were written to: how a row that a killed process left half written becomes whole again.
//!
//! Every word of a table that readers may be looking at is saved here before it changes. When the change is complete the journal is emptied by
//! one store, which is the moment at which it counts as done. Whoever takes a stripe over from a dead process finds the journal empty, or
//! puts everything back. Only [`super::stripe`] uses this, while it holds the stripe.
//!
//! ```text
//! state: 0 nothing to do | n: undo the entries in the first n words | FREED + row: the row's owner is still to be erased
//! entry: the words as they were, where they lie, how many      or      row, CLAIMED
//! ```
//!
//! A kill lets everything that the process has stored be seen, in the order in which it was to be stored; so only the compiler has to be
//! kept from changing that order.

use super::View;
use super::columns::Columns;
use std::sync::atomic::Ordering::{Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicU64, compiler_fence};

/// Entries besides those for the columns, with all that belongs to them.
const FIXED: usize = 64;

const CLAIMED: u64 = u64::MAX;
const FREED: u64 = 1 << 63;

/// Words of a journal that has room for any change to one row.
pub(super) fn words_for(columns: &Columns) -> usize {
    FIXED + columns.words() + 2 * columns.list().len()
}

/// The journal of a stripe that is held.
#[derive(Clone, Copy)]
pub(super) struct Journal<'a> {
    pub view: View<'a>,
    pub stripe: usize,
    /// The word that holds the state.
    pub state_at: usize,
}

impl<'a> Journal<'a> {
    fn state(&self) -> &'a AtomicU64 {
        &self.view.words[self.state_at]
    }

    fn words(&self) -> &'a [AtomicU64] {
        let start = self.view.geometry.journal_at(self.stripe);
        &self.view.words[start..start + self.view.geometry.journal_words]
    }

    /// Saves `count` words from `at` on. They may change when this has returned.
    #[inline]
    pub fn save(&self, at: usize, count: usize) {
        let (state, words) = (self.state(), self.words());
        let used = state.load(Relaxed) as usize;
        let entry = &words[used..used + count + 2];
        for (copy, word) in entry.iter().zip(&self.view.words[at..at + count]) {
            copy.store(word.load(Relaxed), Relaxed);
        }
        entry[count].store(at as u64, Relaxed);
        entry[count + 1].store(count as u64, Relaxed);
        state.store((used + count + 2) as u64, Release);
        compiler_fence(SeqCst);
    }

    /// As [`Journal::save`], for one word, which is most of them.
    #[inline]
    pub fn save_word(&self, at: usize) {
        let state = self.state();
        let used = state.load(Relaxed) as usize;
        let [copy, place, count] = &self.words()[used..used + 3] else { return };
        copy.store(self.view.words[at].load(Relaxed), Relaxed);
        place.store(at as u64, Relaxed);
        count.store(1, Relaxed);
        state.store((used + 3) as u64, Release);
        compiler_fence(SeqCst);
    }

    /// Tries to make a free row one of this stripe's. On failure another stripe was faster.
    pub fn claim(&self, row: usize) -> bool {
        let (state, words) = (self.state(), self.words());
        let used = state.load(Relaxed) as usize;
        words[used].store(row as u64, Relaxed);
        words[used + 1].store(CLAIMED, Relaxed);
        state.store((used + 2) as u64, Release);
        compiler_fence(SeqCst);
        let owner = &self.view.owners[row];
        let claimed = owner.compare_exchange(0, self.mark(), SeqCst, Relaxed).is_ok();
        if !claimed {
            state.store(used as u64, Release);
        }
        claimed
    }

    /// What has changed stays so from now on.
    #[inline]
    pub fn commit(&self) {
        self.state().store(0, Release);
    }

    /// As [`Journal::commit`], and `row` becomes free.
    pub fn commit_and_free(&self, row: usize) {
        self.state().store(FREED | row as u64, Release);
        compiler_fence(SeqCst);
        self.free(row);
        self.commit();
    }

    /// Brings what was begun to an end: puts everything back, or frees the row if it was committed already.
    #[inline]
    pub fn settle(&self) {
        if self.state().load(Relaxed) != 0 {
            self.settle_entries();
        }
    }

    #[cold]
    fn settle_entries(&self) {
        let (state, words) = (self.state(), self.words());
        loop {
            let used = state.load(Relaxed);
            if used & FREED != 0 {
                self.free((used & !FREED) as usize);
                break;
            }
            let used = (used as usize).min(words.len());
            if used < 2 {
                break;
            }
            let (place, count) =
                (words[used - 2].load(Relaxed) as usize, words[used - 1].load(Relaxed));
            let start = if count == CLAIMED {
                self.free(place);
                used - 2
            } else {
                let start = used - 2 - count as usize;
                let saved = &words[start..used - 2];
                for (word, copy) in self.view.words[place..].iter().zip(saved) {
                    word.store(copy.load(Relaxed), Relaxed);
                }
                start
            };
            // Who settles may be killed too; its successor does this entry again or the one before it.
            state.store(start as u64, Release);
        }
        self.commit();
    }

    /// Frees a row, unless it is another stripe's by now.
    fn free(&self, row: usize) {
        if let Some(owner) = self.view.owners.get(row) {
            let _ = owner.compare_exchange(self.mark(), 0, SeqCst, Relaxed);
        }
    }

    fn mark(&self) -> u8 {
        self.stripe as u8 + 1
    }
}
