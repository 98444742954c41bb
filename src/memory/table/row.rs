//! Rows: a key and the values of its columns, as they lie in the table and as a reader takes them away.
//!
//! ```text
//! link to the next row of the bucket | mark | key, 8 words | values, as `columns` lays them out
//! ```

use super::View;
use super::columns::{Column, Columns, Kind, Value};
use super::stripe::Held;
use foldhash::quality::FixedState;
use std::hash::{BuildHasher, Hasher};
use std::sync::atomic::Ordering::Relaxed;

/// Bytes of the longest key.
pub const KEY_MAX: usize = 63;

const KEY_WORDS: usize = 8;
const LINK: usize = 0;
const MARK: usize = 1;
const KEY: usize = 2;

/// Words before the values.
pub(super) const HEAD_WORDS: usize = KEY + KEY_WORDS;

/// In a mark: the row is in use; the bits below are the length of the key, those above the hash.
const LIVE: u64 = 0x80;
const LENGTH: u64 = 0x7f;

/// A key as it is looked for: the words of its bytes, and the mark that its row has.
pub(super) struct Key {
    pub hash: u64,
    mark: u64,
    words: [u64; KEY_WORDS],
}

impl Key {
    /// Of [`KEY_MAX`] bytes at most; the caller has checked.
    #[inline]
    pub fn new(bytes: &[u8], seed: &FixedState) -> Self {
        let mut hasher = seed.build_hasher();
        hasher.write(bytes);
        let hash = hasher.finish();
        let mut words = [0; KEY_WORDS];
        for (word, chunk) in words.iter_mut().zip(bytes.chunks(8)) {
            *word = word_of(chunk);
        }
        Self { hash, mark: hash & !0xff | LIVE | bytes.len() as u64, words }
    }

    fn used(&self) -> usize {
        ((self.mark & LENGTH) as usize).div_ceil(8)
    }

    /// Whether the row is this key's.
    #[inline]
    pub fn is_at(&self, view: View, at: usize) -> bool {
        view.words[at + MARK].load(Relaxed) == self.mark
            && view.words[at + KEY..at + KEY + self.used()]
                .iter()
                .zip(&self.words)
                .all(|(stored, word)| stored.load(Relaxed) == *word)
    }
}

/// Where the row at `at` links to.
#[inline]
pub(super) fn link_at(at: usize) -> usize {
    at + LINK
}

/// Fills a row that was just claimed: the key, and values that are all zero or empty.
pub(super) fn make(held: &mut Held, columns: &Columns, at: usize, key: &Key, next: u64) {
    let words = held.view().words;
    // Nothing leads to the row yet, so nothing needs to be saved.
    words[at + LINK].store(next, Relaxed);
    for (place, word) in words[at + KEY..].iter().zip(&key.words[..key.used()]) {
        place.store(*word, Relaxed);
    }
    for column in columns.list() {
        words[at + HEAD_WORDS + column.at].store(0, Relaxed);
    }
    // But for the mark, which those see who go through all rows.
    held.write(at + MARK, key.mark);
}

/// Marks a row as not in use.
pub(super) fn unmake(held: &mut Held, at: usize) {
    held.write(at + MARK, 0);
}

/// Writes a value. Of bytes, as many as there is room for; a value of another kind than the column's is left out.
#[inline]
pub(super) fn write(held: &mut Held, at: usize, column: &Column, value: Value) {
    let at = at + HEAD_WORDS + column.at;
    match (column.kind, value) {
        (Kind::Int, Value::Int(number)) => held.write(at, number.cast_unsigned()),
        (Kind::Float, Value::Float(number)) => held.write(at, number.to_bits()),
        (Kind::String(size), Value::Bytes(bytes)) => {
            let bytes = &bytes[..bytes.len().min(size)];
            let words = held.open(at, 1 + bytes.len().div_ceil(8));
            words[0].store(bytes.len() as u64, Relaxed);
            let (whole, rest) = bytes.as_chunks::<8>();
            for (word, chunk) in words[1..].iter().zip(whole) {
                word.store(u64::from_le_bytes(*chunk), Relaxed);
            }
            if !rest.is_empty() {
                words[1 + whole.len()].store(word_of(rest), Relaxed);
            }
        }
        _ => debug_assert!(false, "a value of its column's kind"),
    }
}

/// The number in a column of numbers.
#[inline]
pub(super) fn number(view: View, at: usize, column: &Column) -> u64 {
    view.words[at + HEAD_WORDS + column.at].load(Relaxed)
}

/// Whether a column holds exactly this value: floats are compared bit by bit.
pub(super) fn holds(view: View, at: usize, column: &Column, value: Value) -> bool {
    match value {
        Value::Int(expected) => number(view, at, column) == expected.cast_unsigned(),
        Value::Float(expected) => number(view, at, column) == expected.to_bits(),
        Value::Bytes(expected) => {
            let words = &view.words[at + HEAD_WORDS + column.at..];
            words[0].load(Relaxed) == expected.len() as u64
                && expected
                    .chunks(8)
                    .zip(&words[1..])
                    .all(|(chunk, word)| word.load(Relaxed) == word_of(chunk))
        }
    }
}

/// Up to 8 bytes as a word, so that a word's bytes lie in memory as they do in a string on every machine that reads them this way.
#[inline]
fn word_of(bytes: &[u8]) -> u64 {
    match bytes.try_into() {
        Ok(whole) => u64::from_le_bytes(whole),
        Err(_) => bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// A copy of a row, taken while nobody wrote to it. Made once and filled again and again.
#[derive(Debug, Default)]
pub struct Record {
    key: [u64; KEY_WORDS],
    key_len: usize,
    values: Vec<u64>,
}

impl Record {
    /// Copies a row's values.
    #[inline]
    pub(super) fn load(&mut self, view: View, columns: &Columns, at: usize) {
        self.values.resize(columns.words(), 0);
        for column in columns.list() {
            self.load_column(view, column, at);
        }
    }

    /// Copies the value of one column.
    #[inline]
    pub(super) fn load_column(&mut self, view: View, column: &Column, at: usize) {
        let end = column.at + column.words();
        if self.values.len() < end {
            self.values.resize(end, 0);
        }
        let stored = &view.words[at + HEAD_WORDS + column.at..at + HEAD_WORDS + end];
        let first = stored[0].load(Relaxed);
        let copy = &mut self.values[column.at..end];
        match column.kind {
            Kind::Int | Kind::Float => copy[0] = first,
            Kind::String(size) => {
                // While somebody writes, anything may stand there.
                let len = (first as usize).min(size);
                copy[0] = len as u64;
                let used = 1..1 + len.div_ceil(8);
                for (copy, word) in copy[used.clone()].iter_mut().zip(&stored[used]) {
                    // In the order of the bytes from here on.
                    *copy = word.load(Relaxed).to_le();
                }
            }
        }
    }

    /// Copies the key; false for a row that is not in use.
    pub(super) fn load_key(&mut self, view: View, at: usize) -> bool {
        let mark = view.words[at + MARK].load(Relaxed);
        self.key_len = ((mark & LENGTH) as usize).min(KEY_MAX);
        for (copy, word) in self.key.iter_mut().zip(&view.words[at + KEY..at + KEY + KEY_WORDS]) {
            *copy = word.load(Relaxed).to_le();
        }
        mark & LIVE != 0
    }

    /// The key, of a record that an iteration has filled.
    pub fn key(&self) -> &[u8] {
        &bytes_of(&self.key)[..self.key_len]
    }

    /// The value of a column that was copied.
    #[inline]
    pub fn value(&self, column: &Column) -> Value<'_> {
        let words = &self.values[column.at..column.at + column.words()];
        match column.kind {
            Kind::Int => Value::Int(words[0].cast_signed()),
            Kind::Float => Value::Float(f64::from_bits(words[0])),
            Kind::String(_) => Value::Bytes(&bytes_of(&words[1..])[..words[0] as usize]),
        }
    }
}

#[inline]
fn bytes_of(words: &[u64]) -> &[u8] {
    // SAFETY: any byte of an initialized word is one; the length is that of the words.
    unsafe { std::slice::from_raw_parts(words.as_ptr().cast(), size_of_val(words)) }
}
