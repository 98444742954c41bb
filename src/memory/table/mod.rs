//! A table of fixed size in shared memory: rows of typed columns, found by a key. `Swoole\Table` is the binding.
//!
//! ```text
//! columns   what a row holds             geometry   where everything lies
//! row       keys, values, copies         stripe     locks, reading without one
//! journal   undoing what a kill cut off  slots      which rows are free
//! ```
//!
//! Made before the forks. Whatever a process does, killed at whichever instruction: nobody waits for it, and every row is as it was before
//! or as it was to become, never in between.
//!
//! A bucket leads to a chain of rows, and any row may be in any chain. So a table has room for all the rows it was made for, whatever their keys,
//! and a row stays where it is until it is deleted, which is what makes going through all rows safe while others delete.

mod columns;
mod geometry;
mod journal;
mod row;
mod slots;
mod stripe;

pub use columns::{Column, Columns, Kind, Refused, STRING_MAX, Value};
pub use geometry::{SIZE_MAX, SIZE_MIN, rows_and_spare};
pub use row::{KEY_MAX, Record};

use super::region::SharedRegion;
use foldhash::quality::FixedState;
use geometry::Geometry;
use row::Key;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::sync::atomic::{AtomicU8, AtomicU64};
use stripe::{Count, Held};

/// See the module's head.
#[derive(Debug)]
pub struct Table {
    region: SharedRegion,
    geometry: Geometry,
    columns: Columns,
    seed: FixedState,
    spare: u64,
}

/// Words of the head.
const DESTROYED_AT: usize = 0;
const NEXT_FREE_AT: usize = 1;

/// A value for the column of that number.
pub type Assignment<'a> = (usize, Value<'a>);

/// There is no free row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Full;

/// How a table is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stats {
    /// Rows.
    pub rows: u64,
    /// Rows added to a bucket that had one already, ever.
    pub conflicts: u64,
    /// The most rows that a new one ever found in its bucket.
    pub longest: u64,
    /// Rows added, ever.
    pub inserted: u64,
    /// Rows changed, ever.
    pub updated: u64,
    /// Rows removed, ever.
    pub deleted: u64,
    /// Of the spare rows, how many are not needed.
    pub spare_free: u64,
    /// Spare rows: those beyond the size that was asked for.
    pub spare: u64,
}

/// The memory of a table, as its parts see it.
#[derive(Clone, Copy)]
struct View<'a> {
    words: &'a [AtomicU64],
    owners: &'a [AtomicU8],
    geometry: &'a Geometry,
}

/// Where a key's row is, or would be.
enum Place {
    /// The row, and the word that links to it.
    Found { row: usize, link_at: usize },
    /// So many rows are in its bucket.
    Missing { chain: u64 },
}

impl Table {
    /// A table of `size` rows, and `spare` more ([`rows_and_spare`]).
    ///
    /// # Errors
    /// What mmap(2) says; `ENOMEM` if no memory is that large.
    pub fn new(columns: Columns, size: u64, spare: u64) -> io::Result<Self> {
        let geometry = Geometry::new(&columns, size, spare)
            .ok_or_else(|| io::Error::from_raw_os_error(libc::ENOMEM))?;
        let region = SharedRegion::new(geometry.bytes())?;
        // So that clients who choose keys cannot choose ones that meet in a bucket.
        let seed = FixedState::with_seed(RandomState::new().hash_one(0));
        Ok(Self { region, geometry, columns, seed, spare })
    }

    /// The columns.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Bytes of shared memory.
    pub fn memory_size(&self) -> usize {
        self.region.len()
    }

    /// Says to all processes that the table is not to be used any more. Its memory goes with the last of them that drops it.
    pub fn destroy(&self) {
        self.view().words[DESTROYED_AT].store(1, SeqCst);
    }

    /// Whether any process has destroyed it.
    #[inline]
    pub fn is_destroyed(&self) -> bool {
        self.view().words[DESTROYED_AT].load(Relaxed) != 0
    }

    /// Copies a row to `record`; false if there is none.
    #[inline]
    pub fn get(&self, key: &[u8], record: &mut Record) -> bool {
        self.look(key, |view, at| record.load(view, &self.columns, at))
    }

    /// Copies one column of a row to `record`; false if there is no such row.
    #[inline]
    pub fn get_column(&self, key: &[u8], column: usize, record: &mut Record) -> bool {
        let column = &self.columns.list()[column];
        self.look(key, |view, at| record.load_column(view, column, at))
    }

    /// Whether there is such a row.
    #[inline]
    pub fn contains(&self, key: &[u8]) -> bool {
        self.look(key, |_, _| ())
    }

    /// Sets values of a row, which is made if it is not there.
    ///
    /// # Errors
    /// [`Full`].
    #[inline]
    pub fn set(&self, key: &[u8], values: &[Assignment]) -> Result<(), Full> {
        let (key, mut held, place) = self.hold(key);
        let at = self.find_or_make(&mut held, &key, place)?;
        self.assign(&mut held, at, values);
        held.commit();
        Ok(())
    }

    /// Makes a row; false if there is one of that key.
    ///
    /// # Errors
    /// [`Full`].
    pub fn add(&self, key: &[u8], values: &[Assignment]) -> Result<bool, Full> {
        let (key, mut held, place) = self.hold(key);
        let Place::Missing { chain } = place else { return Ok(false) };
        let at = self.insert(&mut held, &key, chain)?;
        self.assign(&mut held, at, values);
        held.commit();
        Ok(true)
    }

    /// Sets values of a row; false if there is none.
    pub fn update(&self, key: &[u8], values: &[Assignment]) -> bool {
        self.compare_set(key, &[], values)
    }

    /// Sets values of a row that holds all `expected` ones; false if it does not, or there is none.
    pub fn compare_set(&self, key: &[u8], expected: &[Assignment], values: &[Assignment]) -> bool {
        let (_, mut held, place) = self.hold(key);
        let Place::Found { row, .. } = place else { return false };
        let at = self.geometry.row_at(row);
        if !self.holds(at, expected) {
            return false;
        }
        held.count_up(Count::Updated);
        self.assign(&mut held, at, values);
        held.commit();
        true
    }

    /// Adds to a number and gives the sum; integers wrap around. The row is made, of zeroes, if it is not there.
    ///
    /// # Errors
    /// [`Full`].
    #[inline]
    pub fn add_to(&self, key: &[u8], by: Assignment) -> Result<Value<'static>, Full> {
        let column = &self.columns.list()[by.0];
        let (key, mut held, place) = self.hold(key);
        let at = self.find_or_make(&mut held, &key, place)?;
        let old = row::number(held.view(), at, column);
        let sum = match by.1 {
            Value::Int(by) => Value::Int(old.cast_signed().wrapping_add(by)),
            Value::Float(by) => Value::Float(f64::from_bits(old) + by),
            Value::Bytes(_) => Value::Int(0),
        };
        row::write(&mut held, at, column, sum);
        held.commit();
        Ok(sum)
    }

    /// Removes a row; false if there is none.
    pub fn delete(&self, key: &[u8]) -> bool {
        self.remove(key, |_, _| true)
    }

    /// Removes a row that holds all `expected` values; false if it does not, or there is none.
    pub fn compare_delete(&self, key: &[u8], expected: &[Assignment]) -> bool {
        self.remove(key, |_, at| self.holds(at, expected))
    }

    /// Removes a row after copying it to `record`; false if there is none.
    pub fn take(&self, key: &[u8], record: &mut Record) -> bool {
        self.remove(key, |view, at| {
            record.load(view, &self.columns, at);
            true
        })
    }

    /// Copies the first row at or after `position` to `record`, key included, and gives the position after it. Rows that are there all the
    /// while are met once each, whatever happens to others.
    pub fn next(&self, position: usize, record: &mut Record) -> Option<usize> {
        let view = self.view();
        (position..self.geometry.rows).find_map(|row| {
            let stripe = slots::stripe_of(view, row)?;
            let at = self.geometry.row_at(row);
            let met = stripe::read(view, stripe, |view| {
                let met = slots::stripe_of(view, row) == Some(stripe) && record.load_key(view, at);
                if met {
                    record.load(view, &self.columns, at);
                }
                met
            });
            met.then_some(row + 1)
        })
    }

    /// How many rows there are.
    pub fn len(&self) -> u64 {
        self.total(Count::Rows)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How it is doing.
    pub fn stats(&self) -> Stats {
        let view = self.view();
        let longest = (0..self.geometry.stripes).map(|s| stripe::count(view, s, Count::Longest));
        Stats {
            rows: self.total(Count::Rows),
            conflicts: self.total(Count::Conflicts),
            longest: longest.max().unwrap_or(0),
            inserted: self.total(Count::Inserted),
            updated: self.total(Count::Updated),
            deleted: self.total(Count::Deleted),
            spare_free: self.spare.saturating_sub(self.total(Count::Chained)),
            spare: self.spare,
        }
    }

    fn total(&self, count: Count) -> u64 {
        let view = self.view();
        (0..self.geometry.stripes).map(|stripe| stripe::count(view, stripe, count)).sum()
    }

    /// Asked while a stripe is held.
    fn looks_full(&self) -> bool {
        let (view, stripes) = (self.view(), 0..self.geometry.stripes);
        let rows: u64 = stripes.map(|s| stripe::rough_count(view, s, Count::Rows)).sum();
        rows >= self.geometry.rows as u64
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View {
            words: self.region.slice_at(0, self.geometry.words()),
            owners: self.region.slice_at(self.geometry.owners_at(), self.geometry.rows),
            geometry: &self.geometry,
        }
    }

    /// Lets `read` look at a row; see [`stripe::read`] for what it has to bear.
    #[inline]
    fn look(&self, key: &[u8], mut read: impl FnMut(View, usize)) -> bool {
        let key = Key::new(key, &self.seed);
        let bucket = self.geometry.bucket(key.hash);
        stripe::read(self.view(), self.geometry.stripe(bucket), |view| {
            let Place::Found { row, .. } = find(view, bucket, &key) else { return false };
            read(view, self.geometry.row_at(row));
            true
        })
    }

    #[inline]
    fn hold(&self, key: &[u8]) -> (Key, Held<'_>, Place) {
        let key = Key::new(key, &self.seed);
        let bucket = self.geometry.bucket(key.hash);
        let held = Held::take(self.view(), self.geometry.stripe(bucket));
        let place = find(held.view(), bucket, &key);
        (key, held, place)
    }

    /// The row of that key, to be changed; it is made if it is not there.
    #[inline]
    fn find_or_make(&self, held: &mut Held, key: &Key, place: Place) -> Result<usize, Full> {
        match place {
            Place::Found { row, .. } => {
                held.count_up(Count::Updated);
                Ok(self.geometry.row_at(row))
            }
            Place::Missing { chain } => self.insert(held, key, chain),
        }
    }

    /// Makes a row of zeroes, the first of its bucket.
    fn insert(&self, held: &mut Held, key: &Key, chain: u64) -> Result<usize, Full> {
        let row = slots::claim(held, || self.looks_full()).ok_or(Full)?;
        let at = self.geometry.row_at(row);
        let link_at = self.geometry.bucket_at(self.geometry.bucket(key.hash));
        let next = held.view().words[link_at].load(Relaxed);
        row::make(held, &self.columns, at, key, next);
        held.write(link_at, row as u64 + 1);
        held.count_up(Count::Rows);
        held.count_up(Count::Inserted);
        if chain > 0 {
            held.count_up(Count::Chained);
            held.count_up(Count::Conflicts);
            held.count(Count::Longest, |longest| longest.max(chain));
        }
        Ok(at)
    }

    #[inline]
    fn assign(&self, held: &mut Held, at: usize, values: &[Assignment]) {
        for (column, value) in values {
            row::write(held, at, &self.columns.list()[*column], *value);
        }
    }

    fn holds(&self, at: usize, expected: &[Assignment]) -> bool {
        let columns = self.columns.list();
        expected
            .iter()
            .all(|(column, value)| row::holds(self.view(), at, &columns[*column], *value))
    }

    /// Removes a row if `agreed` to.
    fn remove(&self, key: &[u8], agreed: impl FnOnce(View, usize) -> bool) -> bool {
        let (key, mut held, place) = self.hold(key);
        let Place::Found { row, link_at } = place else { return false };
        let at = self.geometry.row_at(row);
        if !agreed(held.view(), at) {
            return false;
        }
        let next = held.view().words[row::link_at(at)].load(Relaxed);
        held.write(link_at, next);
        row::unmake(&mut held, at);
        held.count(Count::Rows, |rows| rows.wrapping_sub(1));
        held.count_up(Count::Deleted);
        if held.view().words[self.geometry.bucket_at(self.geometry.bucket(key.hash))].load(Relaxed)
            != 0
        {
            held.count(Count::Chained, |chained| chained.wrapping_sub(1));
        }
        held.commit_and_free(row);
        true
    }
}

/// Follows a bucket's chain. While somebody writes to it, the chain may lead anywhere, but not out of the table nor round and round.
#[inline]
fn find(view: View, bucket: usize, key: &Key) -> Place {
    let mut link_at = view.geometry.bucket_at(bucket);
    let mut chain = 0;
    loop {
        let link = view.words[link_at].load(Relaxed) as usize;
        if link == 0 || link > view.geometry.rows || chain > view.geometry.rows as u64 {
            return Place::Missing { chain };
        }
        let at = view.geometry.row_at(link - 1);
        if key.is_at(view, at) {
            return Place::Found { row: link - 1, link_at };
        }
        link_at = row::link_at(at);
        chain += 1;
    }
}

#[cfg(test)]
mod tests;
