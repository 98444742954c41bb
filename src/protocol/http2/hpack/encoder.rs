//! Header blocks, written.

use super::table::{Found, Table};
use super::{DEFAULT_TABLE_SIZE, huffman, integer};

/// Whether a field is worth a place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// It will come again.
    Yes,
    /// It hardly will, or is too long.
    No,
    /// It is a secret, which must not be guessed by its length (RFC 7541, section 7.1.3).
    Never,
}

/// Longer fields would push too many others out.
const KEPT_MAX: usize = 512;

impl Keep {
    /// What is usual for a field of that name.
    #[must_use]
    pub fn of(name: &[u8], value: &[u8]) -> Self {
        match name {
            b"authorization" | b"proxy-authorization" => Self::Never,
            b":path" | b"content-length" | b"content-range" | b"etag" | b"location" | b"age"
            | b"last-modified" | b"set-cookie" | b"if-modified-since" | b"if-none-match" => {
                Self::No
            }
            b"cookie" if value.len() < 20 => Self::Never,
            _ if name.len() + value.len() > KEPT_MAX => Self::No,
            _ => Self::Yes,
        }
    }
}

/// Writes the blocks of one direction of one connection, in their order.
#[derive(Debug)]
pub struct Encoder {
    table: Table,
    /// The table has been resized since the last block: to this at its smallest.
    resized: Option<usize>,
    field: Vec<u8>,
}

impl Default for Encoder {
    fn default() -> Self {
        Self { table: Table::new(DEFAULT_TABLE_SIZE), resized: None, field: Vec::new() }
    }
}

impl Encoder {
    /// The peer keeps a table of `limit` bytes at most. We never ask for more than the usual.
    pub fn set_limit(&mut self, limit: usize) {
        let size = limit.min(DEFAULT_TABLE_SIZE);
        if size != self.table.max_size() {
            let smallest = self.resized.unwrap_or(size).min(size);
            self.resized = Some(smallest);
            self.table.resize(size);
        }
    }

    /// Begins a block.
    pub fn begin(&mut self, out: &mut Vec<u8>) {
        if let Some(smallest) = self.resized.take() {
            let size = self.table.max_size();
            if smallest < size {
                integer::put(out, 0x20, 5, smallest);
            }
            integer::put(out, 0x20, 5, size);
        }
    }

    /// Writes a field, whose name is in lower case.
    pub fn field(&mut self, out: &mut Vec<u8>, name: &[u8], value: &[u8]) {
        self.field_as(out, name, value, Keep::of(name, value));
    }

    /// Writes a field that is kept as `keep` says.
    pub fn field_as(&mut self, out: &mut Vec<u8>, name: &[u8], value: &[u8], keep: Keep) {
        let found = self.table.find(name, value);
        if let Found::Field(number) = found
            && keep != Keep::Never
        {
            return integer::put(out, 0x80, 7, number);
        }
        let (flags, prefix) = match keep {
            Keep::Yes => (0x40, 6),
            Keep::No => (0, 4),
            Keep::Never => (0x10, 4),
        };
        match found {
            Found::Field(number) | Found::Name(number) => integer::put(out, flags, prefix, number),
            Found::Nothing => {
                out.push(flags);
                string(out, name);
            }
        }
        string(out, value);
        if keep == Keep::Yes {
            self.field.clear();
            self.field.extend_from_slice(name);
            self.field.extend_from_slice(value);
            self.table.insert(&self.field, name.len());
        }
    }
}

/// Writes a string in the shorter of its two forms.
fn string(out: &mut Vec<u8>, text: &[u8]) {
    let coded = huffman::coded_len(text);
    if coded < text.len() {
        integer::put(out, 0x80, 7, coded);
        huffman::encode(text, out);
    } else {
        integer::put(out, 0, 7, text.len());
        out.extend_from_slice(text);
    }
}
