//! An envelope: the packets that go to one inbox in one write.
//!
//! ```text
//! | total length u32 | packets u32 | head, 32 bytes | payload, padded to 8 | head | payload | ...
//! ```
//!
//! The length comes first so that a tray whose first word is zero is an empty one.

use super::packet::{HEADER_LEN, Header, Place};

/// The longest envelope in bytes. Two fit into the default socket buffer of a Linux unix socket (208 KiB), so that one can be
/// written while the other is read, and a 64 KiB read from a client fits in whole.
pub const ENVELOPE_MAX: usize = 96 * 1024;

const ENVELOPE_HEAD: usize = 8;
const ALIGN: usize = 8;
/// Bytes that the number of a parcel takes.
pub const PARCEL_NUMBER: usize = 4;

/// The longest payload that travels inside an envelope; longer ones are attached.
pub const INLINE_MAX: usize = ENVELOPE_MAX - ENVELOPE_HEAD - HEADER_LEN;

/// Builds an envelope, packet by packet. Keeps its memory from one to the next.
#[derive(Debug)]
pub struct EnvelopeWriter {
    bytes: Vec<u8>,
    packets: u32,
}

impl Default for EnvelopeWriter {
    fn default() -> Self {
        Self { bytes: vec![0; ENVELOPE_HEAD], packets: 0 }
    }
}

impl EnvelopeWriter {
    /// Whether a payload of `len` bytes still fits.
    pub fn fits(&self, len: usize) -> bool {
        self.bytes.len() + HEADER_LEN + len.next_multiple_of(ALIGN) <= ENVELOPE_MAX
    }

    /// Adds a packet. The caller has asked [`EnvelopeWriter::fits`].
    pub fn push(&mut self, header: &Header, payload: &[u8]) {
        debug_assert!(self.fits(payload.len()), "the caller asks first");
        header.pack(payload.len(), Place::Inline, &mut self.bytes);
        self.bytes.extend_from_slice(payload);
        self.bytes.resize(self.bytes.len().next_multiple_of(ALIGN), 0);
        self.packets += 1;
    }

    /// Adds the head of a packet whose `len` bytes are attached to the envelope. It must be the only one in it.
    pub fn push_attached(&mut self, header: &Header, len: usize) {
        debug_assert!(self.is_empty(), "an attachment travels alone");
        header.pack(len, Place::Attached, &mut self.bytes);
        self.packets += 1;
    }

    /// Adds the head of a packet whose `len` bytes are in parcel `number`. The caller has asked whether 4 bytes fit.
    pub fn push_parcel(&mut self, header: &Header, len: usize, number: u32) {
        debug_assert!(self.fits(PARCEL_NUMBER), "the caller asks first");
        header.pack(len, Place::Parcel, &mut self.bytes);
        self.bytes.extend_from_slice(&number.to_ne_bytes());
        self.bytes.resize(self.bytes.len().next_multiple_of(ALIGN), 0);
        self.packets += 1;
    }

    /// How many packets are in it.
    pub fn packets(&self) -> u32 {
        self.packets
    }

    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.packets == 0
    }

    /// The envelope as it goes over the wire.
    pub fn seal(&mut self) -> &[u8] {
        let total = self.bytes.len() as u32;
        self.bytes[..4].copy_from_slice(&total.to_ne_bytes());
        self.bytes[4..ENVELOPE_HEAD].copy_from_slice(&self.packets.to_ne_bytes());
        &self.bytes
    }

    /// Starts over.
    pub fn clear(&mut self) {
        self.bytes.truncate(ENVELOPE_HEAD);
        self.packets = 0;
    }
}

/// One packet of an envelope, as it lies there.
#[derive(Debug, PartialEq, Eq)]
pub struct RawPacket<'a> {
    /// Its head.
    pub header: Header,
    /// What is behind its head: the payload, the number of a parcel, or nothing.
    pub inline: &'a [u8],
    /// Length of the payload, wherever it is.
    pub len: usize,
    /// Where the payload is.
    pub place: Place,
}

/// Where reading an envelope stands: how many packets it has, and at which byte the next begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// Packets in the envelope.
    pub packets: u32,
    at: usize,
    end: usize,
}

impl RawPacket<'_> {
    /// The number of the parcel that the payload is in.
    pub fn parcel(&self) -> Option<u32> {
        let number = self.inline.first_chunk().filter(|_| self.place == Place::Parcel)?;
        Some(u32::from_ne_bytes(*number))
    }
}

impl Cursor {
    /// At the first packet of the envelope in `bytes`; `None` if there is none (or not a whole one).
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let word = |at| {
            bytes.get(at..at + 4).and_then(|word| word.try_into().ok()).map(u32::from_ne_bytes)
        };
        let (end, packets) = (word(0)? as usize, word(4)?);
        (end >= ENVELOPE_HEAD + HEADER_LEN && end <= bytes.len() && packets > 0).then_some(Self {
            packets,
            at: ENVELOPE_HEAD,
            end,
        })
    }

    /// The packet here, and moves on; `None` at the end.
    pub fn next<'a>(&mut self, bytes: &'a [u8]) -> Option<RawPacket<'a>> {
        let rest = bytes.get(self.at..self.end)?;
        let (header, len, place) = Header::unpack(rest)?;
        let inline_len = match place {
            Place::Inline => len,
            Place::Parcel => PARCEL_NUMBER,
            Place::Attached => 0,
        };
        let inline = rest.get(HEADER_LEN..HEADER_LEN.checked_add(inline_len)?)?;
        self.at += HEADER_LEN + inline_len.next_multiple_of(ALIGN);
        Some(RawPacket { header, inline, len, place })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ActorId, SessionId};

    fn header(arg: u64) -> Header {
        Header {
            kind: 3,
            flags: 1,
            from: ActorId(7),
            session: SessionId(u64::MAX - 1),
            arg,
            time: 99,
        }
    }

    #[test]
    fn packets_come_out_as_they_went_in() {
        let mut writer = EnvelopeWriter::default();
        for (arg, payload) in
            [&b""[..], b"x", b"12345678", b"a longer payload"].into_iter().enumerate()
        {
            writer.push(&header(arg as u64), payload);
        }
        let bytes = writer.seal().to_vec();
        let mut cursor = Cursor::new(&bytes).unwrap();
        assert_eq!(cursor.packets, 4);
        for (arg, payload) in
            [&b""[..], b"x", b"12345678", b"a longer payload"].into_iter().enumerate()
        {
            let packet = cursor.next(&bytes).unwrap();
            assert_eq!((packet.header, packet.inline), (header(arg as u64), payload));
        }
        assert_eq!(cursor.next(&bytes), None);
    }

    #[test]
    fn what_is_cut_short_or_empty_is_no_envelope() {
        let mut writer = EnvelopeWriter::default();
        writer.push(&header(0), b"payload");
        let bytes = writer.seal().to_vec();
        for len in 0..bytes.len() {
            assert_eq!(Cursor::new(&bytes[..len]), None);
        }
        assert_eq!(Cursor::new(&[0; 64]), None);
    }

    #[test]
    fn a_packet_that_claims_more_than_there_is_ends_the_envelope() {
        let mut writer = EnvelopeWriter::default();
        writer.push(&header(0), b"payload");
        let mut bytes = writer.seal().to_vec();
        bytes[ENVELOPE_HEAD + 4] = 200;
        let mut cursor = Cursor::new(&bytes).unwrap();
        assert_eq!(cursor.next(&bytes), None);
    }

    #[test]
    fn an_inline_payload_of_the_longest_kind_fits_exactly() {
        let mut writer = EnvelopeWriter::default();
        assert!(writer.fits(INLINE_MAX) && !writer.fits(INLINE_MAX + 1));
        writer.push(&header(0), &vec![1; INLINE_MAX]);
        assert!(writer.seal().len() <= ENVELOPE_MAX);
        assert!(!writer.fits(0));
    }
}
