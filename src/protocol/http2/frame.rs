//! The layout of frames (RFC 9113, sections 4.1 and 6).

use super::reason::{Reason, Violation};

/// What a client begins with (section 3.4).
pub const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Bytes before the payload.
pub(super) const HEAD: usize = 9;

/// Bytes that a header block may have in any case.
pub(super) const DEFAULT_BLOCK: usize = 16_384;

/// Of DATA and HEADERS: the sender sends nothing more on the stream.
pub(super) const END_STREAM: u8 = 0x1;
/// Of SETTINGS and PING: it answers one.
pub(super) const ACK: u8 = 0x1;
/// Of HEADERS, PUSH_PROMISE and CONTINUATION: the block is complete.
pub(super) const END_HEADERS: u8 = 0x4;
/// Of DATA, HEADERS and PUSH_PROMISE.
pub(super) const PADDED: u8 = 0x8;
/// Of HEADERS.
pub(super) const PRIORITY: u8 = 0x20;

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Data = 0,
    Headers = 1,
    Priority = 2,
    RstStream = 3,
    Settings = 4,
    PushPromise = 5,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}

impl Kind {
    pub(super) const fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::Data,
            1 => Self::Headers,
            2 => Self::Priority,
            3 => Self::RstStream,
            4 => Self::Settings,
            5 => Self::PushPromise,
            6 => Self::Ping,
            7 => Self::GoAway,
            8 => Self::WindowUpdate,
            9 => Self::Continuation,
            _ => return None,
        })
    }
}

/// What stands before a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Bytes of the payload.
    pub len: usize,
    /// `None`: an extension's, to be ignored.
    pub kind: Option<Kind>,
    pub flags: u8,
    pub stream: u32,
}

impl Head {
    /// The head that `bytes` begins with; `None` while it is not complete.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let head: &[u8; HEAD] = bytes.first_chunk()?;
        Some(Self {
            len: usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2]),
            kind: Kind::from_number(head[3]),
            flags: head[4],
            stream: number([head[5], head[6], head[7], head[8]]),
        })
    }

    pub(super) const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// The payload without its padding (section 6.1).
    pub(super) fn unpadded<'b>(&self, payload: &'b [u8]) -> Result<&'b [u8], Violation> {
        if !self.has(PADDED) {
            return Ok(payload);
        }
        let (&padding, rest) =
            payload.split_first().ok_or(Violation::size("a padded frame without a length"))?;
        let len = rest.len().checked_sub(padding.into());
        len.map(|len| &rest[..len]).ok_or(Violation::protocol("more padding than payload"))
    }
}

/// A stream's number, or a window's size: 31 bits, the one before them is reserved.
pub(super) const fn number(bytes: [u8; 4]) -> u32 {
    u32::from_be_bytes(bytes) & 0x7fff_ffff
}

/// Writes the head of a frame.
pub(super) fn put_head(out: &mut Vec<u8>, len: usize, kind: Kind, flags: u8, stream: u32) {
    let [_, a, b, c] = (len as u32).to_be_bytes();
    let [d, e, f, g] = stream.to_be_bytes();
    out.extend_from_slice(&[a, b, c, kind as u8, flags, d, e, f, g]);
}

/// Writes a frame.
pub(super) fn put(out: &mut Vec<u8>, kind: Kind, flags: u8, stream: u32, payload: &[u8]) {
    put_head(out, payload.len(), kind, flags, stream);
    out.extend_from_slice(payload);
}

/// Writes RST_STREAM.
pub(super) fn put_reset(out: &mut Vec<u8>, stream: u32, reason: Reason) {
    put(out, Kind::RstStream, 0, stream, &(reason as u32).to_be_bytes());
}

/// Writes WINDOW_UPDATE; stream 0 is the connection.
pub(super) fn put_window(out: &mut Vec<u8>, stream: u32, more: u32) {
    put(out, Kind::WindowUpdate, 0, stream, &more.to_be_bytes());
}

/// Writes GOAWAY.
pub(super) fn put_go_away(out: &mut Vec<u8>, last: u32, reason: u32, debug: &[u8]) {
    put_head(out, 8 + debug.len(), Kind::GoAway, 0, 0);
    out.extend_from_slice(&last.to_be_bytes());
    out.extend_from_slice(&reason.to_be_bytes());
    out.extend_from_slice(debug);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_written() {
        let mut out = Vec::new();
        put_head(&mut out, 0x01_02_03, Kind::Headers, END_HEADERS, 0x7fff_fff1);
        let head = Head::of(&out).unwrap();
        assert_eq!((head.len, head.kind), (0x01_02_03, Some(Kind::Headers)));
        assert_eq!((head.flags, head.stream), (END_HEADERS, 0x7fff_fff1));
        assert_eq!(Head::of(&out[..8]), None);
        out[5] |= 0x80;
        assert_eq!(Head::of(&out), Some(head));
    }

    #[test]
    fn padding_is_taken_off_and_must_fit() {
        let head = |flags| Head { len: 0, kind: Some(Kind::Data), flags, stream: 1 };
        assert_eq!(head(0).unpadded(b"\x01ab"), Ok(&b"\x01ab"[..]));
        assert_eq!(head(PADDED).unpadded(b"\x01ab"), Ok(&b"a"[..]));
        assert_eq!(head(PADDED).unpadded(b"\x02ab"), Ok(&b""[..]));
        assert_eq!(head(PADDED).unpadded(b"\x03ab").unwrap_err().reason, Reason::Protocol);
        assert_eq!(head(PADDED).unpadded(b"").unwrap_err().reason, Reason::FrameSize);
    }
}
