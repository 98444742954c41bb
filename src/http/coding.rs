//! Content codings (RFC 9110, sections 8.4 and 12.5.3): which one an answer gets, and the coding itself.

use crate::protocol::http1::list;
use std::io::{self, Read, Write};

/// A content coding that answers can have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coding {
    /// Brotli (RFC 7932).
    Brotli,
    /// gzip (RFC 1952).
    Gzip,
    /// zlib (RFC 1950), which HTTP calls deflate.
    Deflate,
    /// Zstandard (RFC 8878).
    Zstd,
}

/// The codings that a client takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Accepted(u8);

/// In the order of preference.
pub(super) const ALL: [Coding; 4] = [Coding::Brotli, Coding::Gzip, Coding::Deflate, Coding::Zstd];

impl Coding {
    /// Its name in a head.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
            Self::Zstd => "zstd",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The coding of that name.
    #[must_use]
    pub fn named(name: &[u8]) -> Option<Self> {
        let coding =
            ALL.into_iter().find(|coding| name.eq_ignore_ascii_case(coding.name().as_bytes()));
        coding.or_else(|| name.eq_ignore_ascii_case(b"x-gzip").then_some(Self::Gzip))
    }
}

impl Accepted {
    /// None at all.
    pub const NONE: Self = Self(0);

    /// Takes an Accept-Encoding field in.
    pub fn take(&mut self, value: &[u8]) {
        for element in list(value) {
            let mut words = element.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
            let name = words.next().unwrap_or_default();
            let refused = words.any(is_zero_weight);
            match (Coding::named(name), refused) {
                (Some(coding), false) => self.0 |= coding.bit(),
                (Some(coding), true) => self.0 &= !coding.bit(),
                // What any coding may be is left alone: a client that knows one names it.
                (None, _) => {}
            }
        }
    }

    /// The one to use, if any.
    #[must_use]
    pub fn best(self) -> Option<Coding> {
        ALL.into_iter().find(|coding| self.0 & coding.bit() != 0)
    }
}

/// `q=0`, with up to three more zeros.
fn is_zero_weight(parameter: &[u8]) -> bool {
    let Some((name, value)) = parameter.split_at_checked(2) else { return false };
    name.eq_ignore_ascii_case(b"q=")
        && value.first() == Some(&b'0')
        && value[1..].iter().all(|byte| matches!(byte, b'.' | b'0'))
}

/// Encodes `body` at `level`, 1 to 9, behind what `out` holds.
///
/// # Errors
/// When the coder finds no memory.
pub fn encode(coding: Coding, level: u32, body: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
    match coding {
        Coding::Gzip => {
            let mut coder = flate2::write::GzEncoder::new(out, flate2::Compression::new(level));
            coder.write_all(body)?;
            coder.finish().map(drop)
        }
        Coding::Deflate => {
            let mut coder = flate2::write::ZlibEncoder::new(out, flate2::Compression::new(level));
            coder.write_all(body)?;
            coder.finish().map(drop)
        }
        Coding::Brotli => {
            // Quality up to 9 of 11, and a window of 4 MiB.
            let size = body.len().clamp(256, 64 * 1024);
            brotli::CompressorReader::new(body, size, level, 22).read_to_end(out).map(drop)
        }
        Coding::Zstd => {
            let mut coder = zstd::stream::write::Encoder::new(out, level as i32)?;
            coder.write_all(body)?;
            coder.finish().map(drop)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(value: &str) -> Option<&'static str> {
        let mut accepted = Accepted::default();
        accepted.take(value.as_bytes());
        accepted.best().map(Coding::name)
    }

    #[test]
    fn the_best_coding_that_a_client_takes_is_used() {
        assert_eq!(best("gzip, deflate, br, zstd"), Some("br"));
        assert_eq!(best("deflate,GZIP"), Some("gzip"));
        assert_eq!(best("zstd"), Some("zstd"));
        assert_eq!(best("x-gzip;q=0.5"), Some("gzip"));
        assert_eq!(best("br;q=0, gzip;q=0.000, deflate; q=0.1"), Some("deflate"));
        assert_eq!(best("identity, *"), None);
        assert_eq!(best(""), None);
    }

    #[test]
    fn what_is_encoded_can_be_decoded() {
        let body: Vec<u8> = (0..100_000_u32).map(|i| (i / 100) as u8).collect();
        for coding in ALL {
            let mut encoded = b"before".to_vec();
            encode(coding, 1, &body, &mut encoded).unwrap();
            let coded = &encoded[6..];
            let mut decoded = Vec::new();
            match coding {
                Coding::Gzip => {
                    flate2::read::GzDecoder::new(coded).read_to_end(&mut decoded).unwrap()
                }
                Coding::Deflate => {
                    flate2::read::ZlibDecoder::new(coded).read_to_end(&mut decoded).unwrap()
                }
                Coding::Brotli => {
                    brotli::Decompressor::new(coded, 4096).read_to_end(&mut decoded).unwrap()
                }
                Coding::Zstd => {
                    decoded = zstd::decode_all(coded).unwrap();
                    0
                }
            };
            assert!(decoded == body, "{}", coding.name());
            assert!(coded.len() < body.len() / 10);
        }
    }
}
