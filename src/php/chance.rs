//! Numbers that nobody can foresee well enough to build on: for boundaries, keys and masks of clients.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// Two of them.
pub fn words() -> [u64; 2] {
    // Each is made with keys of its own, which come from the system's.
    [(); 2].map(|()| RandomState::new().build_hasher().finish())
}

/// A key to mask a frame with.
pub fn key() -> [u8; 4] {
    (words()[0] as u32).to_ne_bytes()
}
