//! Content codings undone (RFC 9110, section 8.4), piece by piece: what a client makes of a response's body.
//!
//! Nobody knows how much a few bytes unfold to, so there is a limit to what comes out.

use std::io::{self, Write};

use flate2::write::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use zstd::stream::raw::{DParameter, InBuffer, Operation, OutBuffer};

use super::coding::Coding;

/// Bytes that come out at once at most.
const BUFFER: usize = 16 * 1024;
/// Zstandard may ask for a window of so many bits at most (RFC 8878, section 3.1.1.1.2, recommends 8 MiB).
const ZSTD_WINDOW: u32 = 23;

/// Why a body cannot be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// It is not of the coding that its head names.
    #[error("the body is not of the coding that its head names")]
    Malformed,
    /// It ends before the coding does.
    #[error("the body ends before its coding does")]
    Incomplete,
    /// It unfolds to more than is allowed.
    #[error("the body is too long")]
    TooLong,
}

/// A decoder of one body.
pub struct Decoder {
    coder: Coder,
    /// Whether any of the body has come.
    begun: bool,
}

enum Coder {
    Gzip(MultiGzDecoder<Room>),
    /// The first byte, if it has come: whether it is zlib (RFC 1950), as it should be, or bare, as some send it, two bytes tell.
    UnknownDeflate(Option<u8>, Room),
    Zlib(ZlibDecoder<Room>),
    Bare(DeflateDecoder<Room>),
    Brotli(Box<brotli::DecompressorWriter<Room>>),
    Zstd(Zstd),
}

/// The crate's own writer does not tell whether a frame is complete.
struct Zstd {
    coder: zstd::stream::raw::Decoder<'static>,
    is_complete: bool,
    room: Room,
}

impl Zstd {
    fn new(room: Room) -> io::Result<Self> {
        let mut coder = zstd::stream::raw::Decoder::new()?;
        coder.set_parameter(DParameter::WindowLogMax(ZSTD_WINDOW))?;
        Ok(Self { coder, is_complete: false, room })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut input = InBuffer::around(bytes);
        let mut buffer = [0; BUFFER];
        loop {
            let (mut output, before) = (OutBuffer::around(&mut buffer[..]), input.pos());
            let wanted = self.coder.run(&mut input, &mut output)?;
            let count = output.pos();
            // Asked again after the last byte, it wants another frame.
            if count > 0 || input.pos() > before {
                self.is_complete = wanted == 0;
            }
            self.room.write_all(&buffer[..count])?;
            if input.pos() == bytes.len() && count < BUFFER {
                return Ok(());
            }
        }
    }

    fn finish(&self) -> io::Result<()> {
        if self.is_complete { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

/// What has come out and was not taken yet.
#[derive(Default)]
struct Room {
    bytes: Vec<u8>,
    left: usize,
    is_full: bool,
}

impl Write for Room {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(left) = self.left.checked_sub(bytes.len()) else {
            self.is_full = true;
            return Err(io::ErrorKind::StorageFull.into());
        };
        self.left = left;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Decoder {
    /// A decoder that gives at most `max` bytes.
    ///
    /// # Errors
    /// There is no memory for it.
    pub fn new(coding: Coding, max: usize) -> io::Result<Self> {
        let room = Room { left: max, ..Room::default() };
        let coder = match coding {
            Coding::Gzip => Coder::Gzip(MultiGzDecoder::new(room)),
            Coding::Deflate => Coder::UnknownDeflate(None, room),
            Coding::Brotli => {
                Coder::Brotli(Box::new(brotli::DecompressorWriter::new(room, BUFFER)))
            }
            Coding::Zstd => Coder::Zstd(Zstd::new(room)?),
        };
        Ok(Self { coder, begun: false })
    }

    /// Decodes what comes next.
    ///
    /// # Errors
    /// It cannot be decoded, nor what would come after it.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
        self.begun |= !bytes.is_empty();
        let mut first = None;
        if let Coder::UnknownDeflate(before, room) = &mut self.coder {
            let (Some(begin), rest) = (before.or(bytes.first().copied()), bytes) else {
                return Ok(Vec::new());
            };
            let rest = if before.is_some() { rest } else { &rest[1..] };
            let Some(second) = rest.first() else {
                *before = Some(begin);
                return Ok(Vec::new());
            };
            let room = std::mem::take(room);
            let is_zlib = begin & 15 == 8 && u16::from_be_bytes([begin, *second]) % 31 == 0;
            self.coder = match is_zlib {
                true => Coder::Zlib(ZlibDecoder::new(room)),
                false => Coder::Bare(DeflateDecoder::new(room)),
            };
            (first, bytes) = (Some(begin), rest);
        }
        let done = match first {
            Some(first) => self.coder.write(&[first]).and_then(|()| self.coder.write(bytes)),
            None => self.coder.write(bytes),
        };
        self.take(done)
    }

    /// Takes what is left when the body has ended. An empty body needs no coding.
    ///
    /// # Errors
    /// As [`Decoder::push`].
    pub fn finish(&mut self) -> Result<Vec<u8>, DecodeError> {
        if !self.begun {
            return Ok(Vec::new());
        }
        let done = match &mut self.coder {
            Coder::Gzip(coder) => coder.try_finish(),
            Coder::UnknownDeflate(..) => Err(io::ErrorKind::UnexpectedEof.into()),
            Coder::Zlib(coder) => coder.try_finish(),
            Coder::Bare(coder) => coder.try_finish(),
            Coder::Brotli(coder) => coder.close(),
            Coder::Zstd(coder) => coder.finish(),
        };
        let left = self.take(done);
        left.map_err(|error| match error {
            DecodeError::Malformed => DecodeError::Incomplete,
            other => other,
        })
    }

    fn take(&mut self, done: io::Result<()>) -> Result<Vec<u8>, DecodeError> {
        let room = self.coder.room();
        match done {
            Ok(()) => Ok(std::mem::take(&mut room.bytes)),
            Err(_) if room.is_full => Err(DecodeError::TooLong),
            Err(_) => Err(DecodeError::Malformed),
        }
    }
}

impl Coder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Gzip(coder) => write(coder, bytes),
            Self::UnknownDeflate(..) => Ok(()),
            Self::Zlib(coder) => write(coder, bytes),
            Self::Bare(coder) => write(coder, bytes),
            Self::Brotli(coder) => write(coder, bytes),
            Self::Zstd(coder) => coder.write(bytes),
        }
    }

    fn room(&mut self) -> &mut Room {
        match self {
            Self::Gzip(coder) => coder.get_mut(),
            Self::UnknownDeflate(_, room) => room,
            Self::Zlib(coder) => coder.get_mut(),
            Self::Bare(coder) => coder.get_mut(),
            Self::Brotli(coder) => coder.get_mut(),
            Self::Zstd(coder) => &mut coder.room,
        }
    }
}

fn write(coder: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    coder.write_all(bytes)?;
    coder.flush()
}

#[cfg(test)]
mod tests {
    use super::super::coding::{Coding, encode};
    use super::*;

    fn decode(coding: Coding, pieces: &[&[u8]], max: usize) -> Result<Vec<u8>, DecodeError> {
        let mut decoder = Decoder::new(coding, max).unwrap();
        let mut decoded = Vec::new();
        for piece in pieces {
            decoded.extend(decoder.push(piece)?);
        }
        decoded.extend(decoder.finish()?);
        Ok(decoded)
    }

    fn coded(coding: Coding, body: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        encode(coding, 5, body, &mut out).unwrap();
        out
    }

    fn body() -> Vec<u8> {
        (0..50_000_u32).map(|i| (i * i / 1000) as u8).collect()
    }

    #[test]
    fn what_was_encoded_comes_out_however_it_is_cut() {
        let body = body();
        for coding in Coding::ALL {
            let coded = coded(coding, &body);
            let max = body.len();
            for size in [1, 2, 7, 1000, coded.len()] {
                let pieces: Vec<_> = coded.chunks(size).collect();
                assert!(decode(coding, &pieces, max) == Ok(body.clone()), "{}", coding.name());
            }
            let most = decode(coding, &[&coded], max - 1);
            assert_eq!(most, Err(DecodeError::TooLong), "{}", coding.name());
        }
    }

    #[test]
    fn what_is_there_is_given_at_once() {
        // A server that flushes wants to be read before it goes on.
        let mut coder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        coder.write_all(b"first").unwrap();
        coder.flush().unwrap();
        let mut decoder = Decoder::new(Coding::Gzip, 100).unwrap();
        assert_eq!(decoder.push(coder.get_ref()).unwrap(), b"first");
    }

    #[test]
    fn deflate_may_be_bare() {
        let body = body();
        let mut coder =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        coder.write_all(&body).unwrap();
        let bare = coder.finish().unwrap();
        for size in [1, bare.len()] {
            let pieces: Vec<_> = bare.chunks(size).collect();
            assert!(decode(Coding::Deflate, &pieces, body.len()) == Ok(body.clone()));
        }
    }

    #[test]
    fn a_body_may_have_several_gzip_members() {
        let two = [coded(Coding::Gzip, b"one"), coded(Coding::Gzip, b"two")].concat();
        assert_eq!(decode(Coding::Gzip, &[&two], 6), Ok(b"onetwo".to_vec()));
    }

    #[test]
    fn what_is_not_of_the_coding_is_an_error() {
        for coding in Coding::ALL {
            assert_eq!(decode(coding, &[], 9), Ok(vec![]));
            assert!(decode(coding, &[b"this is plain text, of course"], 99).is_err());
            let coded = coded(coding, &body());
            let cut = decode(coding, &[&coded[..coded.len() / 2]], 1 << 20);
            assert_eq!(cut, Err(DecodeError::Incomplete), "{}", coding.name());
        }
    }
}
