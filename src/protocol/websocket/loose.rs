//! A frame by itself, as programs make and take them apart: any opcode, any bits, masked or not. What comes from a peer is held to the rules
//! elsewhere ([`Frames`](super::Frames)).

use super::frame::{mask, write_header};

const FIN: u8 = 0x80;
const MASKED: u8 = 0x80;
const FIRST_RESERVED: u8 = 0x40;

/// See the module's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LooseFrame<'a> {
    /// The last frame of its message.
    pub fin: bool,
    /// The three reserved bits, RSV1 the highest.
    pub reserved: u8,
    /// The opcode's number, 0 to 15.
    pub opcode: u8,
    /// What the payload is masked with.
    pub mask: Option<[u8; 4]>,
    /// The payload as it came: masked if there is a mask.
    payload: &'a [u8],
}

/// What is appended to a stream of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The last frame of its message.
    pub fin: bool,
    /// The payload is compressed (RFC 7692).
    pub compressed: bool,
    /// The opcode's number, 0 to 15.
    pub opcode: u8,
    /// What the payload is to be masked with.
    pub mask: Option<[u8; 4]>,
}

impl Start {
    /// Appends the header of a frame with a payload of `length` bytes.
    pub fn write_header(&self, length: usize, out: &mut Vec<u8>) {
        let flag = |is: bool, bit: u8| if is { bit } else { 0 };
        let first =
            flag(self.fin, FIN) | flag(self.compressed, FIRST_RESERVED) | (self.opcode & 0x0f);
        write_header(out, first, self.mask, length as u64);
    }

    /// Appends a frame.
    pub fn write(&self, payload: &[u8], out: &mut Vec<u8>) {
        out.reserve(payload.len() + 14);
        self.write_header(payload.len(), out);
        let from = out.len();
        out.extend_from_slice(payload);
        if let Some(key) = self.mask {
            mask(&mut out[from..], key);
        }
    }
}

impl<'a> LooseFrame<'a> {
    /// The frame that `bytes` begins with; `None` if not all of it is there.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (&[first, second], rest) = bytes.split_first_chunk()?;
        let (length, rest) = match second & !MASKED {
            126 => {
                let (length, rest) = rest.split_first_chunk()?;
                (u16::from_be_bytes(*length).into(), rest)
            }
            127 => {
                let (length, rest) = rest.split_first_chunk()?;
                (u64::from_be_bytes(*length), rest)
            }
            short => (short.into(), rest),
        };
        let (mask, rest) = match second & MASKED {
            0 => (None, rest),
            _ => {
                let (key, rest) = rest.split_first_chunk()?;
                (Some(*key), rest)
            }
        };
        Some(Self {
            fin: first & FIN != 0,
            reserved: first >> 4 & 0x07,
            opcode: first & 0x0f,
            mask,
            payload: rest.get(..usize::try_from(length).ok()?)?,
        })
    }

    /// Whether RSV1 is set: the payload of a message is compressed then.
    #[must_use]
    pub const fn is_compressed(&self) -> bool {
        self.reserved & 4 != 0
    }

    /// The payload, the mask taken off.
    #[must_use]
    pub fn payload(&self) -> Vec<u8> {
        let mut plain = self.payload.to_vec();
        if let Some(key) = self.mask {
            mask(&mut plain, key);
        }
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_whatever_the_opcode() {
        for opcode in 0..16 {
            for length in [0, 5, 125, 126, 0x1_0000] {
                for (mask, compressed) in [(None, false), (Some([1, 2, 3, 4]), true)] {
                    let (payload, mut bytes) = (vec![opcode; length], vec![]);
                    let start = Start { fin: opcode % 2 == 0, compressed, opcode, mask };
                    start.write(&payload, &mut bytes);
                    let read = LooseFrame::read(&bytes).unwrap();
                    assert_eq!((read.fin, read.opcode, read.mask), (start.fin, opcode, mask));
                    assert_eq!(read.is_compressed(), compressed);
                    assert_eq!(read.payload(), payload);
                    assert_eq!(LooseFrame::read(&bytes[..bytes.len() - 1]), None);
                }
            }
        }
        assert_eq!(LooseFrame::read(b""), None);
        assert_eq!(LooseFrame::read(b"\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff1234"), None);
    }
}
