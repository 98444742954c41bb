//! Header blocks, read.

use super::table::Table;
use super::{DEFAULT_TABLE_SIZE, HpackError, huffman, integer};

/// Reads the blocks of one direction of one connection, in their order.
#[derive(Debug)]
pub struct Decoder {
    table: Table,
    /// What we allow the peer.
    limit: usize,
    /// We allow less than the table has: the next block must begin with a change.
    owes_change: bool,
    /// The field at hand: its name, then its value.
    field: Vec<u8>,
}

impl Decoder {
    /// One whose peer will be told that its table may have `limit` bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            table: Table::new(DEFAULT_TABLE_SIZE),
            // The peer may not know yet.
            limit: limit.max(DEFAULT_TABLE_SIZE),
            owes_change: false,
            field: Vec::new(),
        }
    }

    /// The peer knows now that its table may have `limit` bytes.
    pub fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
        self.owes_change = limit < self.table.max_size();
    }

    /// Reads a whole block; `take` gets each name and value. A block must be read to its end even if nobody wants its fields.
    ///
    /// # Errors
    /// The block cannot be read, and neither can the connection's others.
    pub fn decode(
        &mut self,
        mut block: &[u8],
        take: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<(), HpackError> {
        let mut may_change = true;
        while let Some(first) = block.first() {
            if first & 0xe0 == 0x20 {
                let size = integer::take(&mut block, 5)?;
                if !may_change || size > self.limit {
                    return Err(HpackError::TableSize);
                }
                self.table.resize(size);
                self.owes_change = false;
                continue;
            }
            if std::mem::take(&mut self.owes_change) {
                return Err(HpackError::TableSize);
            }
            may_change = false;
            match first {
                0x80.. => {
                    let number = integer::take(&mut block, 7)?;
                    let (name, value) = self.entry(number)?;
                    take(name, value);
                }
                0x40.. => {
                    let name = self.literal(&mut block, 6)?;
                    take(&self.field[..name], &self.field[name..]);
                    self.table.insert(&self.field, name);
                }
                // Without indexing, or never to be indexed: the same to who reads.
                _ => {
                    let name = self.literal(&mut block, 4)?;
                    take(&self.field[..name], &self.field[name..]);
                }
            }
        }
        Ok(())
    }

    fn entry(&self, number: usize) -> Result<(&[u8], &[u8]), HpackError> {
        self.table.get(number).ok_or(HpackError::NoSuchField(number))
    }

    /// Reads a field that is written out; says how long its name is.
    fn literal(&mut self, block: &mut &[u8], prefix: u32) -> Result<usize, HpackError> {
        self.field.clear();
        match integer::take(block, prefix)? {
            0 => string(block, &mut self.field)?,
            number => {
                let (name, _) = self.table.get(number).ok_or(HpackError::NoSuchField(number))?;
                self.field.extend_from_slice(name);
            }
        }
        let name = self.field.len();
        string(block, &mut self.field)?;
        Ok(name)
    }
}

/// Takes a string (section 5.2) off `block`.
fn string(block: &mut &[u8], out: &mut Vec<u8>) -> Result<(), HpackError> {
    let is_coded = block.first().is_some_and(|first| first & 0x80 != 0);
    let length = integer::take(block, 7)?;
    let (text, rest) = block.split_at_checked(length).ok_or(HpackError::Truncated)?;
    *block = rest;
    if is_coded {
        return huffman::decode(text, out);
    }
    out.extend_from_slice(text);
    Ok(())
}
