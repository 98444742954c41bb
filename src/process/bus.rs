//! Messages of any length over datagrams of bounded length: what a pool's message bus is.
//!
//! A message is cut into chunks, each a datagram with a head that says whose and which message it is a part of. Chunks of several senders come
//! mixed, those of one in order. A sender that dies leaves a message that never ends; a reader that dies, one that never begins for its
//! successor. Both are dropped.
//!
//! ```text
//! | magic 4 | sender 4 | message 8 | total length 8 | offset 8 | bytes ... |     native byte order: it never leaves the machine
//! ```

use std::collections::HashMap;

const MAGIC: u32 = 0x7377_6275;
const HEAD: usize = 32;
/// Bytes of a message in one chunk at most.
const CHUNK: usize = 60 * 1024;
/// Unfinished messages at once; the oldest gives way.
const PENDING_MAX: usize = 1024;

/// Cuts a message into chunks, and hands each on; `buffer` is used for them.
///
/// # Errors
/// Those of `send`, which ends it.
pub fn cut<E>(
    sender: u32,
    number: u64,
    message: &[u8],
    buffer: &mut Vec<u8>,
    mut send: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut offset = 0;
    loop {
        let part = &message[offset..message.len().min(offset + CHUNK)];
        buffer.clear();
        buffer.extend_from_slice(&MAGIC.to_ne_bytes());
        buffer.extend_from_slice(&sender.to_ne_bytes());
        for field in [number, message.len() as u64, offset as u64] {
            buffer.extend_from_slice(&field.to_ne_bytes());
        }
        buffer.extend_from_slice(part);
        send(buffer)?;
        offset += part.len();
        if offset == message.len() {
            return Ok(());
        }
    }
}

struct Unfinished {
    number: u64,
    total: usize,
    bytes: Vec<u8>,
    begun: u64,
}

/// Puts messages together again.
#[derive(Default)]
pub struct Joiner {
    /// By sender, who finishes one before it begins the next.
    pending: HashMap<u32, Unfinished>,
    clock: u64,
    whole: Vec<u8>,
}

impl Joiner {
    /// Takes a datagram in; gives a message when it is whole. One that is no chunk is a message by itself.
    pub fn take<'a>(&'a mut self, datagram: &'a [u8]) -> Option<&'a [u8]> {
        let Some((head, bytes)) = datagram.split_at_checked(HEAD) else { return Some(datagram) };
        let word = |at: usize| u32::from_ne_bytes([0, 1, 2, 3].map(|i| head[at + i]));
        let long = |at: usize| u64::from_ne_bytes([0, 1, 2, 3, 4, 5, 6, 7].map(|i| head[at + i]));
        if word(0) != MAGIC {
            return Some(datagram);
        }
        let (sender, number, offset) = (word(4), long(8), long(24));
        let total = usize::try_from(long(16)).ok()?;
        if offset == 0 {
            if bytes.len() == total {
                self.pending.remove(&sender);
                return Some(bytes);
            }
            self.begin(sender, number, total);
        }
        let unfinished = self.pending.get_mut(&sender)?;
        let fits = unfinished.number == number
            && unfinished.total == total
            && unfinished.bytes.len() as u64 == offset
            && unfinished.bytes.len() + bytes.len() <= total;
        if !fits {
            self.pending.remove(&sender);
            return None;
        }
        unfinished.bytes.extend_from_slice(bytes);
        if unfinished.bytes.len() < total {
            return None;
        }
        self.whole = self.pending.remove(&sender)?.bytes;
        Some(&self.whole)
    }

    fn begin(&mut self, sender: u32, number: u64, total: usize) {
        if self.pending.len() >= PENDING_MAX && !self.pending.contains_key(&sender) {
            let oldest = self.pending.iter().min_by_key(|(_, one)| one.begun).map(|(key, _)| *key);
            oldest.map(|key| self.pending.remove(&key));
        }
        self.clock += 1;
        // Room is made as bytes come: what a sender promises is not yet there.
        let fresh = Unfinished { number, total, bytes: Vec::new(), begun: self.clock };
        self.pending.insert(sender, fresh);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(sender: u32, number: u64, message: &[u8]) -> Vec<Vec<u8>> {
        let mut chunks = Vec::new();
        let sent: Result<(), ()> = cut(sender, number, message, &mut Vec::new(), |chunk| {
            chunks.push(chunk.to_vec());
            Ok(())
        });
        sent.unwrap();
        chunks
    }

    fn message(length: usize, seed: usize) -> Vec<u8> {
        (0..length).map(|i| (i * 7 + seed) as u8).collect()
    }

    #[test]
    fn messages_of_any_length_come_whole_also_when_senders_mix() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 10 * CHUNK] {
            let (a, b) = (message(length, 1), message(length, 2));
            let mut joiner = Joiner::default();
            let mut whole = Vec::new();
            for (of_a, of_b) in chunks(1, 1, &a).iter().zip(&chunks(2, 1, &b)) {
                whole.extend(joiner.take(of_a).map(<[u8]>::to_vec));
                whole.extend(joiner.take(of_b).map(<[u8]>::to_vec));
            }
            assert_eq!(whole, [a, b], "length {length}");
        }
    }

    #[test]
    fn what_is_no_chunk_is_a_message() {
        let mut joiner = Joiner::default();
        assert_eq!(joiner.take(b"raw"), Some(&b"raw"[..]));
        let long = [7; 100];
        assert_eq!(joiner.take(&long), Some(&long[..]));
    }

    #[test]
    fn the_rest_of_a_message_whose_beginning_went_with_a_dead_reader_is_dropped() {
        let mut joiner = Joiner::default();
        for chunk in &chunks(1, 1, &message(3 * CHUNK, 0))[1..] {
            assert_eq!(joiner.take(chunk), None);
        }
        let next = message(2 * CHUNK, 5);
        let whole = chunks(1, 2, &next).iter().find_map(|c| joiner.take(c).map(<[u8]>::to_vec));
        assert_eq!(whole, Some(next));
    }

    #[test]
    fn a_message_that_its_sender_did_not_finish_gives_way_to_the_next() {
        let mut joiner = Joiner::default();
        assert_eq!(joiner.take(&chunks(1, 1, &message(3 * CHUNK, 0))[0]), None);
        assert_eq!(joiner.take(&chunks(1, 2, b"short")[0]), Some(&b"short"[..]));
        for sender in 0..2 * PENDING_MAX as u32 {
            joiner.take(&chunks(sender, 1, &message(2 * CHUNK, 0))[0]);
        }
        assert!(joiner.pending.len() <= PENDING_MAX);
    }

    #[test]
    fn a_head_that_promises_the_impossible_takes_no_memory() {
        let mut chunk = chunks(1, 1, &message(2 * CHUNK, 0))[0].clone();
        chunk[16..24].copy_from_slice(&u64::MAX.to_ne_bytes());
        assert_eq!(Joiner::default().take(&chunk), None);
    }
}
