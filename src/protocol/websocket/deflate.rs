//! Compressed messages (RFC 7692), each by itself: both sides have agreed to forget what went before (no context takeover), so that a message costs
//! no memory when it has gone, and may be sent by any process.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::Violation;

/// What a sync flush ends with, and what is left off of a message (section 7.2.1).
const TAIL: &[u8] = b"\0\0\xff\xff";
/// Room that is made at a time.
const STEP: usize = 4096;

/// What a message of `plain` is sent as, at `level`, 1 to 9.
#[must_use]
pub fn deflate(plain: &[u8], level: u32) -> Vec<u8> {
    let mut coder = Compress::new(Compression::new(level), false);
    let mut out = Vec::with_capacity(plain.len() / 2 + 64);
    loop {
        let taken = coder.total_in() as usize;
        // Only a buffer without room could make it fail, and it has some.
        let status = coder.compress_vec(&plain[taken..], &mut out, FlushCompress::Sync);
        let is_done = coder.total_in() as usize == plain.len() && out.len() < out.capacity();
        if is_done || status.is_err() {
            break;
        }
        out.reserve(STEP);
    }
    if out.ends_with(TAIL) {
        out.truncate(out.len() - TAIL.len());
    }
    // Section 7.2.3.6: an empty message is an empty block.
    if out.is_empty() {
        out.push(0);
    }
    out
}

/// The message that `coded` stands for, which has `max_length` bytes at most.
///
/// # Errors
/// It is none, or longer.
pub fn inflate(coded: &[u8], max_length: usize) -> Result<Vec<u8>, Violation> {
    let mut decoder = Decompress::new(false);
    let mut out = Vec::with_capacity(coded.len().saturating_mul(2).clamp(64, STEP));
    for piece in [coded, TAIL] {
        let before = decoder.total_in();
        loop {
            let taken = (decoder.total_in() - before) as usize;
            let status = decoder
                .decompress_vec(&piece[taken..], &mut out, FlushDecompress::Sync)
                .map_err(|_| Violation::NotDeflated)?;
            if out.len() > max_length {
                return Err(Violation::TooBig { length: out.len() as u64, limit: max_length });
            }
            if status == Status::StreamEnd {
                return Ok(out);
            }
            if out.len() < out.capacity() {
                // There is room that it does not need: it has taken all.
                break;
            }
            // Twice what there is, so that a message costs few rounds, and no more than twice what it may have.
            out.reserve(out.len().max(STEP));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_back_as_it_was() {
        for length in [0, 1, 5, 1000, 70_000, 1_000_000] {
            let plain: Vec<u8> = (0..length).map(|i: u32| (i.wrapping_mul(i) >> 7) as u8).collect();
            for level in [1, 9] {
                let coded = deflate(&plain, level);
                assert!(inflate(&coded, plain.len()) == Ok(plain.clone()), "{length} at {level}");
            }
        }
        assert!(deflate(&[7; 100_000], 1).len() < 1000);
    }

    #[test]
    fn the_examples_of_section_7_2_3_are_read() {
        for coded in [
            &b"\xf2\x48\xcd\xc9\xc9\x07\x00"[..],
            b"\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00",
            b"\xf3\x48\xcd\xc9\xc9\x07\x00\x00",
            b"\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00",
        ] {
            assert_eq!(inflate(coded, 5), Ok(b"Hello".to_vec()), "{coded:x?}");
        }
        assert_eq!(inflate(&[0], 0), Ok(vec![]));
    }

    #[test]
    fn what_is_no_message_or_too_long_is_refused() {
        assert_eq!(inflate(b"\xff\xff\xff\xff", 100), Err(Violation::NotDeflated));
        let bomb = deflate(&[0; 10_000_000], 9);
        assert!(bomb.len() < 20_000);
        let over = inflate(&bomb, 50_000).unwrap_err();
        assert!(matches!(over, Violation::TooBig { length, limit: 50_000 } if length < 200_000));
    }
}
