//! HPACK (RFC 7541): how HTTP/2 writes lists of header fields.
//!
//! Our own, since the crates that are there each lack something that a server needs: `httlib-hpack` 0.1 panics on the byte 0x3f, `loona-hpack`
//! 0.4 (which `fluke-hpack` has become) asserts sizes that the peer chooses, looks Huffman codes up bit by bit in hash maps and writes none, and
//! the one within `h2` is private. Both directions are tried against `h2` in `tests/http2_peers.rs`.
//!
//! ```text
//! block ──> [Decoder] ──> name and value, one call each        fields ──> [Encoder] ──> block
//!               │                                                            │
//!               └── [Table]: 61 fields that everyone knows, and those that were sent lately
//! ```

mod decoder;
mod encoder;
mod huffman;
mod integer;
mod table;
#[cfg(test)]
mod tests;

pub use decoder::Decoder;
pub use encoder::{Encoder, Keep};

/// The size of the table of both sides until they agree on another (section 4.2; RFC 9113, section 6.5.2).
pub const DEFAULT_TABLE_SIZE: usize = 4096;

/// Why a block cannot be read. What it did to the table is not known, so nothing after it can be read either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HpackError {
    /// It ends within a field.
    #[error("a header block ends within a field")]
    Truncated,
    /// Section 5.1: an integer beyond what anything can mean.
    #[error("an integer of a header block is too large")]
    TooLarge,
    /// Section 2.3.3: neither table has that entry.
    #[error("a header block refers to field {0}, which is not there")]
    NoSuchField(usize),
    /// Section 5.2: the padding is too long, or no prefix of the end of a string, or that end itself is there.
    #[error("a Huffman code of a header block is wrong")]
    Huffman,
    /// Section 4.2: it stands behind a field, is above what we allow, or is missing where we allow less than before.
    #[error("a header block changes the size of its table where or as it must not")]
    TableSize,
}
