//! The chunked transfer coding (RFC 9112, section 7.1), in any pieces.
//!
//! ```text
//!  ┌─────────────────────────────┐
//!  v                             │
//! Size ── n > 0 ──> Data ──> DataEnd
//!  └── 0 ──> Trailers ──> end
//! ```
//!
//! Extensions are read and ignored; trailers are checked and dropped, since what they may mean must be known before they are merged
//! (RFC 9110, section 6.5.1).

use std::ops::Range;

use super::MAX_FIELDS;
use super::head::Refusal;
use crate::settings::HttpLimits;

/// Bytes of a chunk's first line: 16 digits, an extension, CRLF.
const LINE_MAX: usize = 16 + EXTENSION_MAX + 2;
/// Bytes of the extensions of one chunk.
const EXTENSION_MAX: usize = 256;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Size,
    Data(u64),
    DataEnd,
    Trailers,
}

/// Bytes that a message may take in the stream: small chunks cost up to six bytes each.
fn max_raw(limits: &HttpLimits) -> usize {
    limits.max_length.saturating_mul(6).saturating_add(limits.max_head.saturating_mul(2))
}

/// Reads a chunked body; owns its resume position, so that no byte is looked at twice but those of an incomplete line.
#[derive(Debug)]
pub struct Chunks {
    state: State,
    /// Where the part begins that has still to be read.
    at: usize,
    /// Where the trailers begin.
    trailers: usize,
    fields: usize,
    /// Bytes of head and data that may still come.
    left: u64,
    max_trailers: usize,
    max_fields: usize,
    max_raw: usize,
}

impl Chunks {
    /// At the start of a body that begins at byte `start` of its request.
    #[must_use]
    pub fn new(start: usize, limits: &HttpLimits) -> Self {
        Self {
            state: State::Size,
            at: start,
            trailers: 0,
            fields: 0,
            left: limits.max_length.saturating_sub(start) as u64,
            max_trailers: limits.max_head,
            max_fields: limits.max_fields.min(MAX_FIELDS),
            max_raw: max_raw(limits),
        }
    }

    /// Reads on in `buf`, which holds the message from its first byte (but for what was let go of), tells `sink` where in it the data is that is
    /// new, and says where the message ends.
    ///
    /// # Errors
    /// The body is malformed or too long.
    pub fn advance(
        &mut self,
        buf: &[u8],
        sink: &mut dyn FnMut(Range<usize>),
    ) -> Result<Option<usize>, Refusal> {
        loop {
            let rest = &buf[self.at..];
            match self.state {
                State::Size => {
                    let Some(len) = line(rest, LINE_MAX, Refusal::LONG_CHUNK_EXTENSION)? else {
                        check_partial_size(rest)?;
                        return self.wait(buf);
                    };
                    let size = chunk_size(&rest[..len - 2])?;
                    self.at += len;
                    self.left = self.left.checked_sub(size).ok_or(Refusal::TOO_LARGE)?;
                    self.trailers = self.at;
                    self.state = if size == 0 { State::Trailers } else { State::Data(size) };
                }
                State::Data(size) => {
                    let take = usize::try_from(size).unwrap_or(usize::MAX).min(rest.len());
                    if take == 0 {
                        return self.wait(buf);
                    }
                    sink(self.at..self.at + take);
                    self.at += take;
                    let left = size - take as u64;
                    self.state = if left == 0 { State::DataEnd } else { State::Data(left) };
                }
                State::DataEnd => match rest {
                    [b'\r', b'\n', ..] => {
                        self.at += 2;
                        self.state = State::Size;
                    }
                    [] | [b'\r'] => return self.wait(buf),
                    _ => return Err(Refusal::BAD_CHUNK),
                },
                State::Trailers => {
                    let room = self.max_trailers - (self.at - self.trailers).min(self.max_trailers);
                    let Some(len) = line(rest, room, Refusal::HEAD_TOO_LARGE)? else {
                        return self.wait(buf);
                    };
                    self.at += len;
                    if len == 2 {
                        check_trailers(&buf[self.trailers..self.at])?;
                        return Ok(Some(self.at));
                    }
                    self.fields += 1;
                    if self.fields > self.max_fields {
                        return Err(Refusal::TOO_MANY_FIELDS);
                    }
                }
            }
        }
    }

    /// The trailers, with the empty line behind them, of a body whose end was found.
    #[must_use]
    pub fn trailers(&self) -> Range<usize> {
        self.trailers..self.at
    }

    /// For a buffer that does not keep what was read: bytes at its front that are not needed any more. The next call is shown the buffer without
    /// them.
    pub fn let_go(&mut self) -> usize {
        let done = if self.state == State::Trailers { self.trailers } else { self.at };
        self.at -= done;
        self.trailers = 0;
        done
    }

    fn wait(&self, buf: &[u8]) -> Result<Option<usize>, Refusal> {
        if buf.len() > self.max_raw { Err(Refusal::TOO_LARGE) } else { Ok(None) }
    }
}

/// The length of the line that `bytes` begins with, its CRLF included.
fn line(bytes: &[u8], max: usize, too_long: Refusal) -> Result<Option<usize>, Refusal> {
    let window = &bytes[..bytes.len().min(max)];
    match memchr::memchr(b'\n', window) {
        Some(at) if at > 0 && bytes[at - 1] == b'\r' => Ok(Some(at + 1)),
        Some(_) => Err(Refusal::BARE_LF),
        None if bytes.len() >= max => Err(too_long),
        None => Ok(None),
    }
}

/// `chunk-size [ chunk-ext ]`, without the CRLF.
fn chunk_size(line: &[u8]) -> Result<u64, Refusal> {
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let (size, extension) = line.split_at(digits);
    check_extension(extension)?;
    if size.is_empty() {
        return Err(Refusal::BAD_CHUNK);
    }
    let add = |sum: Option<u64>, digit: &u8| {
        let digit = char::from(*digit).to_digit(16)?;
        sum?.checked_mul(16)?.checked_add(digit.into())
    };
    size.iter().fold(Some(0), add).ok_or(Refusal::TOO_LARGE)
}

/// White space, if any, then a semicolon and what belongs to it: visible characters, spaces, tabs and other text.
fn check_extension(extension: &[u8]) -> Result<(), Refusal> {
    if extension.len() > EXTENSION_MAX {
        return Err(Refusal::LONG_CHUNK_EXTENSION);
    }
    let text = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~' | 0x80..);
    match extension.trim_ascii_start() {
        [] if extension.is_empty() => Ok(()),
        [b';', rest @ ..] if rest.iter().all(text) => Ok(()),
        _ => Err(Refusal::BAD_CHUNK),
    }
}

/// What has come of a chunk's first line: refused as soon as it can be none, so that nobody waits for its end.
fn check_partial_size(bytes: &[u8]) -> Result<(), Refusal> {
    let line = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    match line[digits..].trim_ascii_start() {
        _ if line.is_empty() && bytes.is_empty() => Ok(()),
        _ if digits == 0 => Err(Refusal::BAD_CHUNK),
        [] => Ok(()),
        rest => check_extension(rest),
    }
}

fn check_trailers(bytes: &[u8]) -> Result<(), Refusal> {
    let mut room = [httparse::EMPTY_HEADER; MAX_FIELDS];
    match httparse::parse_headers(bytes, &mut room) {
        Ok(httparse::Status::Complete((_, fields))) => {
            let framing = ["content-length", "transfer-encoding", "host"];
            let forbidden =
                |name: &str| framing.iter().any(|other| name.eq_ignore_ascii_case(other));
            match fields.iter().any(|field| forbidden(field.name)) {
                true => Err(Refusal::BAD_TRAILER),
                false => Ok(()),
            }
        }
        _ => Err(Refusal::BAD_TRAILER),
    }
}

/// The data of a chunked body that has been found complete, `raw` being what stands behind the head.
#[must_use]
pub fn dechunk(raw: &[u8]) -> Vec<u8> {
    let limits = HttpLimits {
        max_head: usize::MAX / 4,
        max_fields: MAX_FIELDS,
        max_length: usize::MAX,
        max_upload: usize::MAX,
        requires_host: true,
    };
    let mut data = Vec::with_capacity(raw.len());
    let mut take = |range: Range<usize>| data.extend_from_slice(&raw[range]);
    // Whoever framed the request has refused what is malformed.
    let _ = Chunks::new(0, &limits).advance(raw, &mut take);
    data
}
