//! The columns of a table: what they hold, and where in a row they lie.
//!
//! Everything is counted in words of 8 bytes, so that a word is always read and written whole: a number is one word, a string one word for
//! its length and as many as it may need for its bytes.

use std::fmt;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A signed integer of 64 bits.
    Int,
    /// A float of 64 bits.
    Float,
    /// Bytes, at most so many.
    String(usize),
}

/// Strings may be at most so long: a length has room in 31 bits.
pub const STRING_MAX: usize = (1 << 31) - 8;

/// A value of a column.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Value<'a> {
    /// Of an integer column.
    Int(i64),
    /// Of a float column.
    Float(f64),
    /// Of a string column.
    Bytes(&'a [u8]),
}

/// A column and its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name: any bytes.
    pub name: Vec<u8>,
    /// What it holds.
    pub kind: Kind,
    /// Its first word, counted from the first word of the first column.
    pub(super) at: usize,
}

impl Column {
    /// Words that it takes.
    pub(super) fn words(&self) -> usize {
        match self.kind {
            Kind::Int | Kind::Float => 1,
            Kind::String(size) => 1 + size / 8,
        }
    }
}

/// The columns of a table, in the order in which they were added.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Columns {
    list: Vec<Column>,
    words: usize,
}

/// Why a column was not added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// There is one of that name.
    Exists,
    /// A string column that no byte, or too many bytes, would fit in.
    Size,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => f.write_str("there is a column of that name"),
            Self::Size => write!(f, "a string column takes 1 to {STRING_MAX} bytes"),
        }
    }
}

impl Columns {
    /// Adds a column. The size of a string column is rounded up to whole words.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn add(&mut self, name: &[u8], kind: Kind) -> Result<(), Refused> {
        if self.find(name).is_some() {
            return Err(Refused::Exists);
        }
        let kind = match kind {
            Kind::String(size) if size == 0 || size > STRING_MAX => return Err(Refused::Size),
            Kind::String(size) => Kind::String(size.next_multiple_of(8)),
            number => number,
        };
        let column = Column { name: name.to_vec(), kind, at: self.words };
        self.words += column.words();
        self.list.push(column);
        Ok(())
    }

    /// The number of the column of that name.
    pub fn find(&self, name: &[u8]) -> Option<usize> {
        self.list.iter().position(|column| column.name == name)
    }

    /// All of them.
    pub fn list(&self) -> &[Column] {
        &self.list
    }

    /// Words of a row's values.
    pub(super) fn words(&self) -> usize {
        self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_lie_one_after_the_other() {
        let mut columns = Columns::default();
        for (name, kind) in [("i", Kind::Int), ("s", Kind::String(9)), ("f", Kind::Float)] {
            columns.add(name.as_bytes(), kind).unwrap();
        }
        assert_eq!(columns.list().iter().map(|column| column.at).collect::<Vec<_>>(), [0, 1, 4]);
        assert_eq!((columns.list()[1].kind, columns.words()), (Kind::String(16), 5));
        assert_eq!((columns.find(b"f"), columns.find(b"x")), (Some(2), None));
    }

    #[test]
    fn a_name_is_taken_once_and_a_string_has_a_size() {
        let mut columns = Columns::default();
        columns.add(b"a", Kind::Int).unwrap();
        assert_eq!(columns.add(b"a", Kind::Float), Err(Refused::Exists));
        assert_eq!(columns.add(b"s", Kind::String(0)), Err(Refused::Size));
        assert_eq!(columns.add(b"s", Kind::String(STRING_MAX + 1)), Err(Refused::Size));
    }
}
