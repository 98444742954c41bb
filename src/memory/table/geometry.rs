//! Where everything lies in a table's memory.
//!
//! ```text
//! head | stripes | journals, one for each stripe | buckets, a link each | rows | owners of the rows, a byte each
//! ```
//!
//! All but the owners is counted in words of 8 bytes.

use super::columns::Columns;
use super::journal;
use super::row;
use super::stripe;

/// Rows that a table may be asked to have room for, at least and at most.
pub const SIZE_MIN: u64 = 64;
/// See [`SIZE_MIN`].
pub const SIZE_MAX: u64 = 1 << 31;

/// Stripes of a table at most: enough that two processes rarely want the same one, and their number fits in a byte.
const STRIPES_MAX: u64 = 128;

/// Words of the head.
const HEAD: usize = 16;

/// Offsets and counts; the same in every process that shares the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Geometry {
    /// Buckets, a power of two; also the number of rows that was asked for.
    pub buckets: usize,
    /// Rows that there is room for.
    pub rows: usize,
    /// Stripes, a power of two, at most as many as buckets.
    pub stripes: usize,
    /// Words of a row, its head included.
    pub row_words: usize,
    /// Words of a journal.
    pub journal_words: usize,
    journals_at: usize,
    buckets_at: usize,
    rows_at: usize,
    words: usize,
}

/// Rows and spare rows as the constructor's two numbers are understood: a power of two, and a share of it between a fifth and all.
pub fn rows_and_spare(size: u64, conflict_proportion: f64) -> (u64, u64) {
    let size = size.clamp(SIZE_MIN, SIZE_MAX).next_power_of_two();
    // Not a number is no wish either.
    let share = if conflict_proportion >= 0.2 { conflict_proportion.min(1.0) } else { 0.2 };
    (size, (size as f64 * share) as u64)
}

impl Geometry {
    /// For a table of `size` buckets and `spare` rows more than that. `None` if no memory is that large.
    pub fn new(columns: &Columns, size: u64, spare: u64) -> Option<Self> {
        let buckets = usize::try_from(size).ok()?;
        let rows = usize::try_from(size.checked_add(spare)?).ok()?;
        // Journals have room for a row each, so few rows get few stripes: a fourth of the memory for them at most.
        let stripes = (size / 4).clamp(1, STRIPES_MAX) as usize;
        let row_words = row::HEAD_WORDS + columns.words();
        let journal_words = journal::words_for(columns);
        let journals_at = HEAD + stripes * stripe::WORDS;
        let buckets_at = journals_at.checked_add(stripes.checked_mul(journal_words)?)?;
        let rows_at = buckets_at.checked_add(buckets)?;
        let words = rows_at.checked_add(rows.checked_mul(row_words)?)?;
        words.checked_mul(8)?.checked_add(rows)?;
        Some(Self {
            buckets,
            rows,
            stripes,
            row_words,
            journal_words,
            journals_at,
            buckets_at,
            rows_at,
            words,
        })
    }

    /// Bytes of it all.
    pub fn bytes(&self) -> usize {
        self.words * 8 + self.rows
    }

    /// How many words there are.
    pub fn words(&self) -> usize {
        self.words
    }

    /// The bucket of a hash.
    #[inline]
    pub fn bucket(&self, hash: u64) -> usize {
        hash as usize & (self.buckets - 1)
    }

    /// The stripe of a bucket.
    #[inline]
    pub fn stripe(&self, bucket: usize) -> usize {
        bucket & (self.stripes - 1)
    }

    /// First word of a stripe.
    #[inline]
    pub fn stripe_at(&self, stripe: usize) -> usize {
        HEAD + stripe * stripe::WORDS
    }

    /// First word of a stripe's journal.
    #[inline]
    pub fn journal_at(&self, stripe: usize) -> usize {
        self.journals_at + stripe * self.journal_words
    }

    /// The word that links a bucket to its first row.
    #[inline]
    pub fn bucket_at(&self, bucket: usize) -> usize {
        self.buckets_at + bucket
    }

    /// First word of a row.
    #[inline]
    pub fn row_at(&self, row: usize) -> usize {
        self.rows_at + row * self.row_words
    }

    /// First byte of the owners.
    pub fn owners_at(&self) -> usize {
        self.words * 8
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::Kind;
    use super::*;

    #[test]
    fn sizes_are_powers_of_two_and_shares_have_bounds() {
        assert_eq!(rows_and_spare(0, 0.2), (64, 12));
        assert_eq!(rows_and_spare(65, 0.1), (128, 25));
        assert_eq!(rows_and_spare(1024, 5.0), (1024, 1024));
        assert_eq!(rows_and_spare(1000, f64::NAN), (1024, 204));
        assert_eq!(rows_and_spare(u64::MAX, 1.0), (SIZE_MAX, SIZE_MAX));
    }

    #[test]
    fn what_no_memory_can_hold_is_refused() {
        let mut columns = Columns::default();
        columns.add(b"s", Kind::String(super::super::columns::STRING_MAX)).unwrap();
        assert!(Geometry::new(&columns, 64, 12).is_some());
        columns.add(b"t", Kind::String(super::super::columns::STRING_MAX)).unwrap();
        columns.add(b"u", Kind::String(super::super::columns::STRING_MAX)).unwrap();
        assert!(Geometry::new(&columns, SIZE_MAX, SIZE_MAX).is_none());
    }
}
