//! Messages of frames (RFC 6455, section 5.4): unmasked, gathered from their fragments, texts checked as they come.

use super::frame::COMPRESSED;
use super::{Header, Opcode, Violation, inflate, mask};

/// Bytes of a control frame's payload at most.
pub const CONTROL_MAX: usize = 125;

/// What has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// A whole message.
    Message {
        /// [`Opcode::Text`] or [`Opcode::Binary`].
        opcode: Opcode,
        /// What it says; of a text, UTF-8.
        data: Vec<u8>,
        /// It came compressed.
        compressed: bool,
    },
    /// To be answered with a pong of the same bytes.
    Ping(Vec<u8>),
    /// A pong, asked for or not.
    Pong(Vec<u8>),
    /// The peer sends nothing more.
    Close {
        /// Why, if it says so.
        code: Option<u16>,
        /// The same in words, UTF-8; may be empty.
        reason: Vec<u8>,
    },
}

/// A message of which not all has come.
#[derive(Debug)]
struct Begun {
    opcode: Opcode,
    data: Vec<u8>,
    compressed: bool,
    /// How much of a text has been found to be UTF-8.
    checked: usize,
}

/// Gathers the messages of one direction of one connection.
#[derive(Debug)]
pub struct Messages {
    max_length: usize,
    begun: Option<Begun>,
}

impl Messages {
    /// For messages of up to `max_length` bytes.
    #[must_use]
    pub const fn new(max_length: usize) -> Self {
        Self { max_length, begun: None }
    }

    /// Bytes of a message that is not complete yet.
    #[must_use]
    pub fn gathered(&self) -> usize {
        self.begun.as_ref().map_or(0, |begun| begun.data.len())
    }

    /// Takes a whole frame, as [`Frames`](super::Frames) has found it. Nothing comes of a fragment that is not the last.
    ///
    /// # Errors
    /// The connection is to be closed. What further calls return is unspecified.
    pub fn take(&mut self, frame: &[u8]) -> Result<Option<Incoming>, Violation> {
        // A caller that hands on less than a frame has nothing to be told.
        let Some((header, size)) = Header::read(frame)? else { return Ok(None) };
        let payload = &frame[size..];
        match header.opcode {
            Opcode::Ping => Ok(Some(Incoming::Ping(plain(&header, payload)))),
            Opcode::Pong => Ok(Some(Incoming::Pong(plain(&header, payload)))),
            Opcode::Close => close(plain(&header, payload)).map(Some),
            opcode => self.gather(opcode, &header, payload),
        }
    }

    fn gather(
        &mut self,
        opcode: Opcode,
        header: &Header,
        payload: &[u8],
    ) -> Result<Option<Incoming>, Violation> {
        let mut message = match (self.begun.take(), opcode) {
            (None, Opcode::Continuation) => return Err(Violation::NothingToContinue),
            (None, opcode) => Begun {
                opcode,
                data: Vec::new(),
                compressed: header.reserved == COMPRESSED,
                checked: 0,
            },
            (Some(begun), Opcode::Continuation) => begun,
            (Some(_), _) => return Err(Violation::Interleaved),
        };
        let length = message.data.len() + payload.len();
        if length > self.max_length {
            return Err(Violation::TooBig { length: length as u64, limit: self.max_length });
        }
        let before = message.data.len();
        message.data.extend_from_slice(payload);
        if let Some(key) = header.mask {
            mask(&mut message.data[before..], key);
        }
        if message.compressed && header.fin {
            message.data = inflate(&message.data, self.max_length)?;
        }
        if message.opcode == Opcode::Text && (header.fin || !message.compressed) {
            message.check(header.fin)?;
        }
        if header.fin {
            let Begun { opcode, data, compressed, .. } = message;
            return Ok(Some(Incoming::Message { opcode, data, compressed }));
        }
        self.begun = Some(message);
        Ok(None)
    }
}

impl Begun {
    /// Looks at what has come since the last time; a character may be cut in two unless it is the end.
    fn check(&mut self, is_end: bool) -> Result<(), Violation> {
        match std::str::from_utf8(&self.data[self.checked..]) {
            Ok(_) => self.checked = self.data.len(),
            Err(error) if error.error_len().is_none() && !is_end => {
                self.checked += error.valid_up_to();
            }
            Err(_) => return Err(Violation::NotUtf8),
        }
        Ok(())
    }
}

fn plain(header: &Header, payload: &[u8]) -> Vec<u8> {
    let mut data = payload.to_vec();
    if let Some(key) = header.mask {
        mask(&mut data, key);
    }
    data
}

/// Reads a close frame's payload (section 5.5.1).
fn close(mut data: Vec<u8>) -> Result<Incoming, Violation> {
    let code = match *data {
        [] => return Ok(Incoming::Close { code: None, reason: data }),
        [_] => return Err(Violation::HalfCloseCode),
        [high, low, ..] => u16::from_be_bytes([high, low]),
    };
    // A code that nobody may send ends the connection as well as any other, and programs have made up their own.
    data.drain(..2);
    match std::str::from_utf8(&data) {
        Ok(_) => Ok(Incoming::Close { code: Some(code), reason: data }),
        Err(_) => Err(Violation::NotUtf8),
    }
}

/// Whether a close frame may carry this code (section 7.4 and the registry of IANA).
#[must_use]
pub const fn is_close_code(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(fin: bool, opcode: Opcode, payload: &[u8]) -> Vec<u8> {
        let key = [7, 77, 177, 250];
        let length = payload.len() as u64;
        let mut out = vec![];
        Header { fin, reserved: 0, opcode, mask: Some(key), length }.write(&mut out);
        let start = out.len();
        out.extend_from_slice(payload);
        mask(&mut out[start..], key);
        out
    }

    fn message(opcode: Opcode, data: &[u8]) -> Incoming {
        Incoming::Message { opcode, data: data.to_vec(), compressed: false }
    }

    #[test]
    fn fragments_come_as_one_message_and_control_frames_between_them_by_themselves() {
        let mut messages = Messages::new(100);
        assert_eq!(messages.take(&frame(false, Opcode::Text, b"Hel")), Ok(None));
        assert_eq!(messages.gathered(), 3);
        let ping = messages.take(&frame(true, Opcode::Ping, b"?"));
        assert_eq!(ping, Ok(Some(Incoming::Ping(b"?".to_vec()))));
        assert_eq!(messages.take(&frame(false, Opcode::Continuation, b"")), Ok(None));
        let last = messages.take(&frame(true, Opcode::Continuation, b"lo"));
        assert_eq!(last, Ok(Some(message(Opcode::Text, b"Hello"))));
        assert_eq!(messages.gathered(), 0);
        let next = messages.take(&frame(true, Opcode::Binary, b"\xff"));
        assert_eq!(next, Ok(Some(message(Opcode::Binary, b"\xff"))));
    }

    #[test]
    fn the_order_of_fragments_is_kept_to() {
        let lone = Messages::new(100).take(&frame(true, Opcode::Continuation, b""));
        assert_eq!(lone, Err(Violation::NothingToContinue));
        let mut messages = Messages::new(100);
        assert_eq!(messages.take(&frame(false, Opcode::Binary, b"")), Ok(None));
        let second = messages.take(&frame(true, Opcode::Text, b""));
        assert_eq!(second, Err(Violation::Interleaved));
    }

    #[test]
    fn a_character_may_be_cut_but_not_broken() {
        let text = "κόσμε 🦀".as_bytes();
        for at in 0..=text.len() {
            let mut messages = Messages::new(100);
            assert_eq!(messages.take(&frame(false, Opcode::Text, &text[..at])), Ok(None));
            let whole = messages.take(&frame(true, Opcode::Continuation, &text[at..]));
            assert_eq!(whole, Ok(Some(message(Opcode::Text, text))));
        }
        let cut = Messages::new(100).take(&frame(true, Opcode::Text, &text[..text.len() - 1]));
        assert_eq!(cut, Err(Violation::NotUtf8));
        // A surrogate is wrong at its second byte: there is no need to wait for the end.
        let surrogate = Messages::new(100).take(&frame(false, Opcode::Text, b"\xed\xa0"));
        assert_eq!(surrogate, Err(Violation::NotUtf8));
    }

    #[test]
    fn fragments_together_stay_within_the_limit() {
        let mut messages = Messages::new(5);
        assert_eq!(messages.take(&frame(false, Opcode::Binary, b"123")), Ok(None));
        let over = messages.take(&frame(false, Opcode::Continuation, b"456"));
        assert_eq!(over, Err(Violation::TooBig { length: 6, limit: 5 }));
    }

    #[test]
    fn a_compressed_message_is_inflated_when_all_of_it_has_come() {
        let text = "κόσμε ".repeat(100).into_bytes();
        let coded = crate::protocol::websocket::deflate(&text, 1);
        let (first, last) = coded.split_at(coded.len() / 2);
        let mut messages = Messages::new(text.len());
        let mut begin = frame(false, Opcode::Text, first);
        begin[0] |= 0x40;
        assert_eq!(messages.take(&begin), Ok(None));
        let whole = messages.take(&frame(true, Opcode::Continuation, last));
        let expected =
            Incoming::Message { opcode: Opcode::Text, data: text.clone(), compressed: true };
        assert_eq!(whole, Ok(Some(expected)));
        let mut alone = frame(true, Opcode::Text, &coded);
        alone[0] |= 0x40;
        let over = Messages::new(text.len() - 1).take(&alone);
        assert!(matches!(over, Err(Violation::TooBig { .. })));
        let mut broken = frame(true, Opcode::Text, b"\xff\xff");
        broken[0] |= 0x40;
        assert_eq!(Messages::new(100).take(&broken), Err(Violation::NotDeflated));
    }

    #[test]
    fn a_close_frame_says_why_or_nothing() {
        let close = |payload: &[u8]| Messages::new(100).take(&frame(true, Opcode::Close, payload));
        let nothing = Incoming::Close { code: None, reason: vec![] };
        assert_eq!(close(b""), Ok(Some(nothing)));
        let bye = Incoming::Close { code: Some(1000), reason: b"bye".to_vec() };
        assert_eq!(close(b"\x03\xe8bye"), Ok(Some(bye)));
        assert_eq!(close(b"\x03"), Err(Violation::HalfCloseCode));
        assert_eq!(close(b"\x03\xe8\xff"), Err(Violation::NotUtf8));
        let own = Incoming::Close { code: Some(37), reason: vec![] };
        assert_eq!(close(&37_u16.to_be_bytes()), Ok(Some(own)));
        assert!([1000, 1014, 3000, 4999].into_iter().all(is_close_code));
        assert!(![0, 999, 1004, 1005, 1006, 1015, 2999, 5000].into_iter().any(is_close_code));
    }
}
