//! Packages with a length in their header: read from a field of it or worked out by the script (`open_length_check`,
//! `package_length_func`), or as MQTT writes it (`open_mqtt_protocol`).
//!
//! ```text
//!  0        length_offset   + width                     total = value + body_offset
//!  ├────────────┼──────────────┼───────────────────────────────┤
//!  │   ...      │    value     │  rest of the header, body     │
//! ```
//!
//! Called through [`AnyDecoder`](super::AnyDecoder). The length is read once per package and kept.

use std::fmt;
use std::sync::Arc;

use super::{Decoder, Frame, ProtocolError};
use crate::settings::{LengthField, LengthType};

/// The script's way to say how long a package is: shown what has arrived of it, answers with a verdict.
pub type LengthFn = dyn Fn(&[u8]) -> LengthVerdict + Send + Sync;

/// Bytes of a package that a [`LengthFn`] is shown at most. One that cannot tell from these never will, and
/// since it reads from the start each time, a bound keeps byte-by-byte peers from costing the square.
pub const FUNC_WINDOW: usize = 8152;

/// What a [`LengthFn`] answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthVerdict {
    /// It cannot tell yet; ask again when more has arrived.
    More,
    /// The whole package, header included, has this many bytes (at least 1).
    Total(u64),
    /// The data is not what the protocol allows; close the connection.
    Malformed,
}

impl From<i64> for LengthVerdict {
    /// The script's integer: 0 asks for more, a negative one refuses.
    fn from(returned: i64) -> Self {
        match u64::try_from(returned) {
            Ok(0) => Self::More,
            Ok(total) => Self::Total(total),
            Err(_) => Self::Malformed,
        }
    }
}

enum Source {
    Field(LengthField),
    Func(Arc<LengthFn>),
    Mqtt,
}

/// Bytes of an MQTT packet's remaining length at most (MQTT 3.1.1, 2.2.3; MQTT 5, 2.1.4): seven bits of it in each, the lowest first, and in the top
/// bit whether another follows.
const MQTT_LENGTH_BYTES: usize = 4;

/// Where the length comes from and how long a package may be; one per port.
pub struct LengthRule {
    source: Source,
    max_length: usize,
}

impl LengthRule {
    /// The length is a field of the header; `max_length` in bytes, header included.
    #[must_use]
    pub const fn from_field(field: LengthField, max_length: usize) -> Self {
        Self { source: Source::Field(field), max_length }
    }

    /// The length is what `func` says; `max_length` in bytes, header included.
    #[must_use]
    pub const fn from_func(func: Arc<LengthFn>, max_length: usize) -> Self {
        Self { source: Source::Func(func), max_length }
    }

    /// The length is the "remaining length" of MQTT; `max_length` in bytes, header included.
    #[must_use]
    pub const fn mqtt(max_length: usize) -> Self {
        Self { source: Source::Mqtt, max_length }
    }

    /// The length of the package that begins `buf`, or how many bytes it takes to tell.
    fn total(&self, buf: &[u8]) -> Result<Total, ProtocolError> {
        match &self.source {
            Source::Field(field) => self.read_field(*field, buf),
            Source::Func(func) => self.ask(&**func, buf),
            Source::Mqtt => self.read_mqtt(buf),
        }
    }

    fn read_field(&self, field: LengthField, buf: &[u8]) -> Result<Total, ProtocolError> {
        let header = field.header_len();
        let Some(bytes) = buf.get(field.offset..header) else {
            return Ok(Total::Unknown { want: Some(header) });
        };
        let total = decode(field.length_type, bytes) + i128::from(field.body_offset);
        if total < 0 {
            return Err(ProtocolError::Negative { total });
        }
        let total = self.within_limit(total.unsigned_abs())?;
        if total == 0 {
            return Err(ProtocolError::NoLength { header });
        }
        // Taken at its word, such a package would cut its own header in two and shift the stream.
        if total < header {
            return Err(ProtocolError::ShorterThanHeader { total, header });
        }
        Ok(Total::Known(total))
    }

    fn ask(&self, func: &LengthFn, buf: &[u8]) -> Result<Total, ProtocolError> {
        if buf.is_empty() {
            return Ok(Total::Unknown { want: None });
        }
        let shown = &buf[..buf.len().min(FUNC_WINDOW)];
        match func(shown) {
            LengthVerdict::Total(0) | LengthVerdict::More => {
                if shown.len() >= self.max_length.min(FUNC_WINDOW) {
                    return Err(ProtocolError::LengthUnknown { seen: shown.len() });
                }
                Ok(Total::Unknown { want: None })
            }
            LengthVerdict::Total(total) => Ok(Total::Known(self.within_limit(u128::from(total))?)),
            LengthVerdict::Malformed => Err(ProtocolError::Refused { seen: shown.len() }),
        }
    }

    fn read_mqtt(&self, buf: &[u8]) -> Result<Total, ProtocolError> {
        let mut remaining = 0_u128;
        for nth in 0..MQTT_LENGTH_BYTES {
            let header = 2 + nth;
            let Some(byte) = buf.get(header - 1) else {
                return Ok(Total::Unknown { want: Some(header) });
            };
            remaining |= u128::from(byte & 0x7f) << (7 * nth);
            if byte & 0x80 == 0 {
                return Ok(Total::Known(self.within_limit(header as u128 + remaining)?));
            }
        }
        Err(ProtocolError::LengthWithoutEnd { bytes: MQTT_LENGTH_BYTES })
    }

    fn within_limit(&self, total: u128) -> Result<usize, ProtocolError> {
        match usize::try_from(total) {
            Ok(total) if total <= self.max_length => Ok(total),
            _ => Err(self.too_long(total)),
        }
    }

    const fn too_long(&self, length: u128) -> ProtocolError {
        ProtocolError::TooLong { length, limit: self.max_length }
    }
}

impl fmt::Debug for LengthRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rule = f.debug_struct("LengthRule");
        match &self.source {
            Source::Field(field) => rule.field("field", field),
            Source::Func(_) => rule.field("func", &"Fn"),
            Source::Mqtt => rule.field("field", &"MQTT"),
        };
        rule.field("max_length", &self.max_length).finish()
    }
}

enum Total {
    Known(usize),
    Unknown { want: Option<usize> },
}

/// Packages whose length is known before they are complete.
#[derive(Debug)]
pub struct LengthPrefix {
    rule: Arc<LengthRule>,
    /// Length of the package under way, once it is known.
    total: Option<usize>,
}

impl LengthPrefix {
    /// A decoder at the start of a stream.
    #[must_use]
    pub const fn new(rule: Arc<LengthRule>) -> Self {
        Self { rule, total: None }
    }
}

impl Decoder for LengthPrefix {
    fn next(&mut self, buf: &[u8]) -> Result<Frame, ProtocolError> {
        let total = match self.total {
            Some(total) => total,
            None => match self.rule.total(buf)? {
                Total::Known(total) => total,
                Total::Unknown { want } => return Ok(Frame::More { want }),
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

/// The value of a length field; `bytes` has the type's width (fewer are taken as they are).
fn decode(length_type: LengthType, bytes: &[u8]) -> i128 {
    let fold = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
    let value = if length_type.is_little_endian() {
        bytes.iter().rev().fold(0, fold)
    } else {
        bytes.iter().fold(0, fold)
    };
    if !length_type.is_signed() {
        return i128::from(value);
    }
    // Shifted up to the top and back down, the field's sign bit fills what is above it.
    let unused = 64 - 8 * length_type.width() as u32;
    i128::from(((value << unused) as i64) >> unused)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn an_mqtt_packet_has_its_length_in_one_to_four_bytes() {
        let next = |bytes: &[u8]| LengthPrefix::new(Arc::new(LengthRule::mqtt(1000))).next(bytes);
        assert_eq!(next(&[]), Ok(Frame::More { want: Some(2) }));
        assert_eq!(next(&[0xc0]), Ok(Frame::More { want: Some(2) }));
        assert_eq!(next(&[0xc0, 0]), Ok(Frame::Package { len: 2 }));
        assert_eq!(next(&[0x30, 3, 1, 2]), Ok(Frame::More { want: Some(5) }));
        assert_eq!(next(&[0x30, 3, 1, 2, 3, 0xc0]), Ok(Frame::Package { len: 5 }));
        assert_eq!(next(&[0x30, 0x80]), Ok(Frame::More { want: Some(3) }));
        assert_eq!(next(&[0x30, 0x83, 0x01]), Ok(Frame::More { want: Some(134) }));
        // Longer than it need be, which the standard does not forbid.
        assert_eq!(next(&[0x30, 0x81, 0x80, 0x80, 0x00, 9]), Ok(Frame::Package { len: 6 }));
        assert_eq!(
            next(&[0x30, 0xff, 0xff, 0xff, 0x7f]),
            Err(ProtocolError::TooLong { length: 268_435_460, limit: 1000 })
        );
        assert_eq!(
            next(&[0x30, 0x80, 0x80, 0x80, 0x80]),
            Err(ProtocolError::LengthWithoutEnd { bytes: 4 })
        );
    }

    fn field(letter: u8, offset: usize, body_offset: i64) -> LengthField {
        LengthField { length_type: LengthType::from_letter(letter).unwrap(), offset, body_offset }
    }

    fn decoder(letter: u8, offset: usize, body_offset: i64, max: usize) -> LengthPrefix {
        LengthPrefix::new(Arc::new(LengthRule::from_field(field(letter, offset, body_offset), max)))
    }

    #[test]
    fn every_type_reads_as_pack_writes() {
        let cases: [(u8, &[u8], i128); 22] = [
            (b'c', &[0xfe], -2),
            (b'C', &[0xfe], 254),
            (b's', &(-2i16).to_ne_bytes(), -2),
            (b'S', &65_534u16.to_ne_bytes(), 65_534),
            (b'n', &[0x12, 0x34], 0x1234),
            (b'n', &[0xff, 0xfe], 65_534),
            (b'v', &[0x34, 0x12], 0x1234),
            (b'N', &[1, 2, 3, 4], 0x0102_0304),
            (b'N', &[0xff; 4], 0xffff_ffff),
            (b'V', &[4, 3, 2, 1], 0x0102_0304),
            (b'l', &(-3i32).to_ne_bytes(), -3),
            (b'l', &3i32.to_ne_bytes(), 3),
            (b'L', &u32::MAX.to_ne_bytes(), 0xffff_ffff),
            (b'q', &(-4i64).to_ne_bytes(), -4),
            (b'q', &i64::MIN.to_ne_bytes(), i64::MIN as i128),
            (b'q', &i64::MAX.to_ne_bytes(), i64::MAX as i128),
            (b'Q', &u64::MAX.to_ne_bytes(), u64::MAX as i128),
            (b'Q', &7u64.to_ne_bytes(), 7),
            (b'J', &[0, 0, 0, 0, 0, 0, 1, 2], 0x0102),
            (b'J', &[0xff; 8], u64::MAX as i128),
            (b'P', &[2, 1, 0, 0, 0, 0, 0, 0], 0x0102),
            (b'P', &[0xff; 8], u64::MAX as i128),
        ];
        for (letter, bytes, value) in cases {
            let length_type = LengthType::from_letter(letter).unwrap();
            assert_eq!(length_type.width(), bytes.len(), "{}", letter as char);
            assert_eq!(decode(length_type, bytes), value, "{}", letter as char);
        }
    }

    #[test]
    fn asks_for_the_header_then_for_the_package() {
        let mut decoder = decoder(b'N', 2, 6, 100);
        assert_eq!(decoder.next(b"ab"), Ok(Frame::More { want: Some(6) }));
        assert_eq!(decoder.next(b"ab\0\0\0\x03"), Ok(Frame::More { want: Some(9) }));
        assert_eq!(decoder.next(b"ab\0\0\0\x03xyzab"), Ok(Frame::Package { len: 9 }));
        assert_eq!(decoder.next(b"ab"), Ok(Frame::More { want: Some(6) }));
    }

    #[test]
    fn an_empty_body_is_a_package() {
        assert_eq!(decoder(b'n', 0, 2, 100).next(b"\0\0"), Ok(Frame::Package { len: 2 }));
    }

    #[test]
    fn a_length_that_cannot_be_is_an_error() {
        assert_eq!(
            decoder(b'n', 0, 0, 100).next(b"\0\0"),
            Err(ProtocolError::NoLength { header: 2 })
        );
        assert_eq!(
            decoder(b'c', 0, 0, 100).next(b"\xff"),
            Err(ProtocolError::Negative { total: -1 })
        );
        assert_eq!(
            decoder(b'q', 0, i64::MIN, 100).next(&i64::MIN.to_ne_bytes()),
            Err(ProtocolError::Negative { total: 2 * i128::from(i64::MIN) })
        );
        assert_eq!(
            decoder(b'n', 1, 0, 100).next(b"x\0\x02"),
            Err(ProtocolError::ShorterThanHeader { total: 2, header: 3 })
        );
    }

    #[test]
    fn the_limit_is_checked_when_the_length_is_known_not_when_it_has_arrived() {
        assert_eq!(decoder(b'n', 0, 0, 100).next(b"\0\x64"), Ok(Frame::More { want: Some(100) }));
        assert_eq!(
            decoder(b'n', 0, 0, 100).next(b"\0\x65"),
            Err(ProtocolError::TooLong { length: 101, limit: 100 })
        );
        assert_eq!(
            decoder(b'Q', 0, i64::MAX, usize::MAX).next(&[0xff; 8]),
            Err(ProtocolError::TooLong {
                length: u128::from(u64::MAX) + i64::MAX as u128,
                limit: usize::MAX
            })
        );
    }

    #[test]
    fn the_script_is_asked_once_per_package_after_it_knows() {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let rule = LengthRule::from_func(
            Arc::new(move |data: &[u8]| {
                count.fetch_add(1, Ordering::Relaxed);
                LengthVerdict::from(if data.len() < 2 { 0 } else { 5 })
            }),
            100,
        );
        let mut decoder = LengthPrefix::new(Arc::new(rule));
        assert_eq!(decoder.next(b""), Ok(Frame::More { want: None }));
        assert_eq!(decoder.next(b"a"), Ok(Frame::More { want: None }));
        for end in 2..5 {
            assert_eq!(decoder.next(&b"abcde"[..end]), Ok(Frame::More { want: Some(5) }));
        }
        assert_eq!(decoder.next(b"abcdef"), Ok(Frame::Package { len: 5 }));
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn the_script_is_shown_a_window_and_must_tell_from_it() {
        let rule = LengthRule::from_func(
            Arc::new(|data: &[u8]| {
                assert!(data.len() <= FUNC_WINDOW);
                LengthVerdict::More
            }),
            1 << 20,
        );
        let mut decoder = LengthPrefix::new(Arc::new(rule));
        let data = vec![0; FUNC_WINDOW + 1];
        assert_eq!(decoder.next(&data[..FUNC_WINDOW - 1]), Ok(Frame::More { want: None }));
        assert_eq!(decoder.next(&data), Err(ProtocolError::LengthUnknown { seen: FUNC_WINDOW }));
    }

    #[test]
    fn the_script_can_refuse_and_cannot_exceed_the_limit() {
        let ask = |answer: i64, data: &[u8]| {
            let rule = LengthRule::from_func(Arc::new(move |_: &[u8]| answer.into()), 4);
            LengthPrefix::new(Arc::new(rule)).next(data)
        };
        assert_eq!(ask(-1, b"abc"), Err(ProtocolError::Refused { seen: 3 }));
        assert_eq!(ask(5, b"abc"), Err(ProtocolError::TooLong { length: 5, limit: 4 }));
        assert_eq!(ask(0, b"abc"), Ok(Frame::More { want: None }));
        assert_eq!(ask(0, b"abcd"), Err(ProtocolError::LengthUnknown { seen: 4 }));
    }
}
