//! Frames (RFC 6455, section 5): their header read and written, their payload masked, and where each ends in a stream.
//!
//! ```text
//!  0        1            2                           +0, 2 or 8    +0 or 4
//!  ├────────┼────────────┼───────────────────────────┼─────────────┼──────────┤
//!  │ F RRR  │ M  length, │ length in 16 or 64 bits,  │ masking key │ payload  │
//!  │ opcode │ 126 or 127 │ the highest byte first    │ if M        │          │
//! ```

use std::sync::Arc;

use super::message::CONTROL_MAX;
use super::{Opcode, Violation};
use crate::protocol::{Decoder, Frame, ProtocolError};

const FIN: u8 = 0x80;
const MASKED: u8 = 0x80;
/// RSV1 among the three reserved bits.
pub(super) const COMPRESSED: u8 = 4;
const WORD: u8 = 126;
const LONG: u8 = 127;

/// Which side reads. Clients mask what they send, servers do not. What a client sends without is taken all the same: the mask protects what stands
/// between the two from scripts in browsers, which cannot leave it off; and programs that know where they are talk to servers of ours without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Reads a client's frames.
    Server,
    /// Reads a server's frames.
    Client,
}

/// What frames are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameRule {
    /// Who reads.
    pub reader: Reader,
    /// Bytes of a frame at most, header included.
    pub max_length: usize,
    /// Messages may come compressed (RFC 7692), which the first reserved bit of their first frame tells.
    pub inflates: bool,
}

/// The header of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The last frame of its message.
    pub fin: bool,
    /// The three reserved bits, RSV1 the highest.
    pub reserved: u8,
    /// What it is.
    pub opcode: Opcode,
    /// What the payload is masked with, if it is.
    pub mask: Option<[u8; 4]>,
    /// Bytes of the payload.
    pub length: u64,
}

/// What the beginning of a frame says.
enum Read {
    /// The header, and how many bytes it takes.
    Whole(Header, usize),
    /// It takes that many bytes to tell more.
    Part(usize),
}

impl Header {
    /// The header at the start of `bytes` and how many bytes it takes; `None` if it is not complete.
    ///
    /// # Errors
    /// It is none.
    pub fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, Violation> {
        Ok(match Self::look(bytes)? {
            Read::Whole(header, size) => Some((header, size)),
            Read::Part(_) => None,
        })
    }

    fn look(bytes: &[u8]) -> Result<Read, Violation> {
        let &[first, second, ref rest @ ..] = bytes else { return Ok(Read::Part(2)) };
        let number = first & 0x0f;
        let opcode = Opcode::from_number(number).ok_or(Violation::Opcode(number))?;
        let (width, masked) = (
            match second & !MASKED {
                WORD => 2,
                LONG => 8,
                _ => 0,
            },
            second & MASKED != 0,
        );
        let size = 2 + width + if masked { 4 } else { 0 };
        // A frame's faults show as early as its bytes do, however few come at a time.
        let Some(extended) = rest.get(..width) else { return Ok(Read::Part(2 + width)) };
        let length = match width {
            0 => u64::from(second & !MASKED),
            _ => extended.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)),
        };
        let shortest = match width {
            0 => 0..=u64::from(WORD) - 1,
            2 => u64::from(WORD)..=0xffff,
            _ => 0x1_0000..=i64::MAX as u64,
        };
        if !shortest.contains(&length) {
            return Err(Violation::LengthForm(length));
        }
        let key = rest.get(width..size - 2);
        let Some(key) = key else { return Ok(Read::Part(size)) };
        let header = Self {
            fin: first & FIN != 0,
            reserved: first >> 4 & 0x07,
            opcode,
            mask: key.try_into().ok(),
            length,
        };
        Ok(Read::Whole(header, size))
    }

    /// Appends the header to `out`, in its shortest form.
    pub fn write(&self, out: &mut Vec<u8>) {
        let fin = if self.fin { FIN } else { 0 };
        let first = fin | (self.reserved & 0x07) << 4 | self.opcode as u8;
        write_header(out, first, self.mask, self.length);
    }
}

/// Appends a header that begins with the byte `first`, in its shortest form.
pub(super) fn write_header(out: &mut Vec<u8>, first: u8, mask: Option<[u8; 4]>, length: u64) {
    let masked = if mask.is_some() { MASKED } else { 0 };
    out.push(first);
    match length {
        // Below 126 it is a byte, below 2^16 a word.
        length @ 0..126 => out.push(masked | length as u8),
        length @ 126..0x1_0000 => {
            out.push(masked | WORD);
            out.extend_from_slice(&(length as u16).to_be_bytes());
        }
        length => {
            out.push(masked | LONG);
            out.extend_from_slice(&length.to_be_bytes());
        }
    }
    out.extend_from_slice(mask.as_ref().map_or(&[], |key| &key[..]));
}

impl FrameRule {
    /// Whether a frame with this header, of `size` bytes, may be sent to us.
    fn check(&self, header: &Header, size: usize) -> Result<usize, Violation> {
        if self.reader == Reader::Client && header.mask.is_some() {
            return Err(Violation::Masked);
        }
        let begins_message = matches!(header.opcode, Opcode::Text | Opcode::Binary);
        let is_compressed = header.reserved == COMPRESSED && self.inflates && begins_message;
        if header.reserved != 0 && !is_compressed {
            return Err(Violation::Reserved(header.reserved));
        }
        if header.opcode.is_control() {
            if !header.fin {
                return Err(Violation::FragmentedControl);
            }
            if header.length > CONTROL_MAX as u64 {
                return Err(Violation::LongControl(header.length));
            }
        }
        let total = header.length.saturating_add(size as u64);
        match usize::try_from(total) {
            Ok(total) if total <= self.max_length => Ok(total),
            _ => Err(Violation::TooBig { length: total, limit: self.max_length }),
        }
    }
}

/// Finds the frames of a stream. A package is one frame as it came, masked and all.
#[derive(Debug)]
pub struct Frames {
    rule: Arc<FrameRule>,
    /// Length of the frame under way, once it is known.
    total: Option<usize>,
}

impl Frames {
    /// A decoder at the start of a stream, behind the handshake.
    #[must_use]
    pub const fn new(rule: Arc<FrameRule>) -> Self {
        Self { rule, total: None }
    }
}

impl Decoder for Frames {
    fn next(&mut self, buf: &[u8]) -> Result<Frame, ProtocolError> {
        let total = match self.total {
            Some(total) => total,
            None => match Header::look(buf)? {
                Read::Whole(header, size) => self.rule.check(&header, size)?,
                Read::Part(want) => return Ok(Frame::More { want: Some(want) }),
            },
        };
        if buf.len() < total {
            self.total = Some(total);
            return Ok(Frame::More { want: Some(total) });
        }
        self.total = None;
        Ok(Frame::Package { len: total })
    }
}

/// Whether a frame is the last, or the only one, of a message.
#[must_use]
pub fn ends_message(frame: &[u8]) -> bool {
    frame.first().is_some_and(|first| first & FIN != 0 && first & 0x08 == 0)
}

/// Masks `payload`, or takes the mask off: it is the same.
pub fn mask(payload: &mut [u8], key: [u8; 4]) {
    let [a, b, c, d] = key;
    let eight = u64::from_ne_bytes([a, b, c, d, a, b, c, d]);
    let (words, rest) = payload.as_chunks_mut::<8>();
    for word in words {
        *word = (u64::from_ne_bytes(*word) ^ eight).to_ne_bytes();
    }
    for (byte, key) in rest.iter_mut().zip(key.iter().cycle()) {
        *byte ^= key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(reader: Reader, max_length: usize) -> Frames {
        Frames::new(Arc::new(FrameRule { reader, max_length, inflates: false }))
    }

    fn violation(bytes: &[u8]) -> Violation {
        match rule(Reader::Server, 1000).next(bytes) {
            Err(ProtocolError::WebSocket(violation)) => violation,
            other => panic!("{bytes:x?}: {other:?}"),
        }
    }

    #[test]
    fn a_header_reads_as_it_was_written_and_in_no_fewer_bytes() {
        for length in [0, 1, 125, 126, 127, 0xffff, 0x1_0000, i64::MAX as u64] {
            for mask in [None, Some([1, 2, 3, 4])] {
                let opcode = Opcode::Binary;
                let header = Header { fin: length % 2 == 0, reserved: 5, opcode, mask, length };
                let mut bytes = vec![];
                header.write(&mut bytes);
                assert_eq!(Header::read(&bytes), Ok(Some((header, bytes.len()))));
                for end in 0..bytes.len() {
                    assert_eq!(Header::read(&bytes[..end]), Ok(None));
                }
            }
        }
    }

    #[test]
    fn the_examples_of_section_5_7_are_read() {
        let mut server = rule(Reader::Server, 1000);
        let mut frame = *b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58";
        assert_eq!(server.next(&frame), Ok(Frame::Package { len: 11 }));
        mask(&mut frame[6..], [0x37, 0xfa, 0x21, 0x3d]);
        assert_eq!(&frame[6..], b"Hello");
        let mut client = rule(Reader::Client, 1000);
        assert_eq!(client.next(b"\x01\x03Hel\x80\x02lo"), Ok(Frame::Package { len: 5 }));
        assert_eq!(client.next(b"\x80\x02lo"), Ok(Frame::Package { len: 4 }));
    }

    #[test]
    fn what_the_rfc_forbids_is_a_violation() {
        assert_eq!(violation(b"\xc1\x80abcd"), Violation::Reserved(4));
        assert_eq!(violation(b"\x83\x80"), Violation::Opcode(3));
        assert_eq!(violation(b"\x8b\x80"), Violation::Opcode(11));
        assert_eq!(violation(b"\x09\x80abcd"), Violation::FragmentedControl);
        assert_eq!(violation(b"\x89\xfe\0\x7eabcd"), Violation::LongControl(126));
        assert_eq!(violation(b"\x82\xfe\0\x7d"), Violation::LengthForm(125));
        assert_eq!(violation(b"\x82\xff\0\0\0\0\0\0\xff\xff"), Violation::LengthForm(0xffff));
        assert_eq!(violation(b"\x82\xff\x80\0\0\0\0\0\0\0"), Violation::LengthForm(1 << 63));
        let masked = rule(Reader::Client, 1000).next(b"\x81\x80abcd");
        assert_eq!(masked, Err(ProtocolError::WebSocket(Violation::Masked)));
    }

    #[test]
    fn the_first_reserved_bit_is_for_the_beginning_of_compressed_messages() {
        let rule = FrameRule { reader: Reader::Client, max_length: 1000, inflates: true };
        let next = |bytes: &[u8]| Frames::new(Arc::new(rule)).next(bytes);
        assert_eq!(next(b"\xc1\x01x"), Ok(Frame::Package { len: 3 }));
        assert_eq!(next(b"\x42\x01x"), Ok(Frame::Package { len: 3 }));
        for (bytes, bits) in [(b"\xc0\x01x", 4), (b"\xc9\x01x", 4), (b"\xd1\x01x", 5)] {
            let violation = ProtocolError::WebSocket(Violation::Reserved(bits));
            assert_eq!(next(bytes), Err(violation));
        }
    }

    #[test]
    fn the_limit_counts_the_header_and_holds_before_the_payload_has_come() {
        let mut frames = rule(Reader::Server, 1000);
        let header = |length: u16| [b"\x82\xfe", &length.to_be_bytes()[..], b"abcd"].concat();
        assert_eq!(frames.next(&header(992)), Ok(Frame::More { want: Some(1000) }));
        let over = Violation::TooBig { length: 1001, limit: 1000 };
        assert_eq!(violation(&header(993)), over);
        assert_eq!((over.close_code(), over.code()), (1009, 1201));
        let most = violation(b"\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xffabcd");
        assert_eq!(most.close_code(), 1009);
    }

    #[test]
    fn masking_twice_changes_nothing_and_once_is_byte_by_byte() {
        for length in 0..40_u8 {
            let plain: Vec<u8> = (0..length).collect();
            let mut masked = plain.clone();
            mask(&mut masked, [9, 8, 7, 6]);
            let expected = plain.iter().zip([9, 8, 7, 6].iter().cycle()).map(|(a, b)| a ^ b);
            assert_eq!(masked, expected.collect::<Vec<_>>());
            mask(&mut masked, [9, 8, 7, 6]);
            assert_eq!(masked, plain);
        }
    }
}
