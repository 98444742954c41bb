//! HTTP/1.1 requests of a stream (RFC 9112): where each begins and ends, and which must be refused.
//!
//! A package is one whole request as it came: head, body, and for a chunked body its framing and trailers. What its answer depends on goes with
//! it in 16 bits ([`Gist`]); whoever wants the fields tokenizes the head again ([`with_head`]). An index beside the bytes was the alternative:
//! tokenizing 100 to 500 bytes costs 0.1 to 0.3 µs, as much as writing, passing and checking an index would, and there is no second format that
//! could disagree with the first.
//!
//! ```text
//!         head complete                 Content-Length            all there
//! Head ──────────────────> examine ──┬──────────────────> Sized ────────────> Package
//!  │ limits, bare LF                 ├── no body ────────────────────────────> Package
//!  └──> Refusal                      └── chunked ───────> Chunked ───────────> Package
//!                                    (and Interim where the client waits for 100)
//! ```
//!
//! What is not exactly what the grammar says is refused, not repaired: two readings of one stream are how requests are smuggled.

mod accepted;
mod chunked;
mod examined;
mod gist;
mod head;
mod response;

use std::sync::Arc;

use memchr::memchr_iter;

pub use accepted::{Accepted, Coding};
pub use chunked::{Chunks, dechunk};
pub use examined::Examined;
pub use gist::Gist;
pub(crate) use head::list;
pub use head::{Body, Facts, Head, MAX_FIELDS, Refusal, examine, is_form, with_head};
pub use response::{
    Asked, Incomplete, ResponseHead, ResponseReader, Step, with_response_head, with_trailers,
};

use super::{Decoder, Frame, ProtocolError};
use crate::settings::HttpLimits;

/// What a client that waits for leave to send its body is answered.
pub const CONTINUE: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// Where the next request is expected to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Its head.
    Head,
    /// Its body.
    Body,
}

/// See the module's head.
#[derive(Debug)]
pub struct Http1 {
    limits: Arc<HttpLimits>,
    state: State,
    gist: Gist,
}

#[derive(Debug)]
enum State {
    Head(HeadScan),
    Sized(usize),
    Chunked(Chunks),
}

/// How far a head has been looked at.
#[derive(Debug, Default, Clone, Copy)]
struct HeadScan {
    /// Bytes seen.
    seen: usize,
    /// Where the line begins that is not complete.
    line: usize,
    /// Complete lines that are not empty.
    lines: usize,
    /// Where the first of these ends.
    request_line: usize,
    /// One empty line before the request line is let pass (RFC 9112, section 2.2).
    skipped: bool,
    /// The first line ends with text for humans, as that of a response does.
    is_response: bool,
}

impl Http1 {
    /// At the start of a stream.
    #[must_use]
    pub fn new(limits: Arc<HttpLimits>) -> Self {
        Self { limits, state: State::Head(HeadScan::default()), gist: Gist::UNKNOWN }
    }

    /// The gist of the request whose head was seen last.
    #[must_use]
    pub fn gist(&self) -> Gist {
        self.gist
    }

    /// What it waits for.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self.state {
            State::Head(_) => Stage::Head,
            State::Sized(_) | State::Chunked(_) => Stage::Body,
        }
    }

    fn step(&mut self, buf: &[u8]) -> Result<Frame, Refusal> {
        if let State::Head(scan) = &mut self.state {
            let limits = &*self.limits;
            let at_once = if scan.seen == 0 { at_once(buf, limits) } else { None };
            let (end, facts, gist) = match at_once {
                Some(found) => found,
                None => match scan.find_end(buf, limits)? {
                    Some(end) => look_at(&buf[..end], limits)??,
                    None => return Ok(Frame::More { want: None }),
                },
            };
            self.gist = gist;
            match facts.body {
                Body::None => return Ok(self.package(end)),
                Body::Sized(length) => {
                    let total = usize::try_from(length)
                        .ok()
                        .and_then(|length| end.checked_add(length))
                        .filter(|total| *total <= self.limits.max_upload)
                        .ok_or(Refusal::TOO_LARGE)?;
                    if total > self.limits.max_length && !has_form(&buf[..end]) {
                        return Err(Refusal::TOO_LARGE);
                    }
                    self.state = State::Sized(total);
                }
                Body::Chunked => {
                    self.state = State::Chunked(Chunks::new(end, &self.limits));
                }
            }
            if facts.expects_continue && buf.len() == end {
                return Ok(Frame::Interim { answer: CONTINUE });
            }
        }
        match &mut self.state {
            State::Sized(total) if buf.len() < *total => Ok(Frame::More { want: Some(*total) }),
            State::Sized(total) => {
                let total = *total;
                Ok(self.package(total))
            }
            State::Chunked(chunks) => match chunks.advance(buf, &mut |_| {})? {
                Some(end) => Ok(self.package(end)),
                None => Ok(Frame::More { want: None }),
            },
            State::Head(_) => Ok(Frame::More { want: None }),
        }
    }

    fn package(&mut self, len: usize) -> Frame {
        self.state = State::Head(HeadScan::default());
        Frame::Package { len }
    }
}

/// A complete head: its length, what it says, and that in short.
type Seen = (usize, Facts, Gist);

fn look_at(bytes: &[u8], limits: &HttpLimits) -> Result<Result<Seen, Refusal>, Refusal> {
    with_head(bytes, limits.max_fields, |head| {
        let facts = examine(head)?;
        if facts.lacks_host && limits.requires_host {
            return Err(Refusal::NO_HOST);
        }
        Ok((head.len, facts, Gist::of(head, &facts)))
    })
}

/// Whether a complete head is that of a form with files.
fn has_form(head: &[u8]) -> bool {
    let has_form =
        with_head(head, MAX_FIELDS, |head| head.values("content-type").next().is_some_and(is_form));
    has_form.unwrap_or(false)
}

/// Most heads come whole and are good: one look is enough for these. Anything else is left to a closer look, at its line ends first.
fn at_once(buf: &[u8], limits: &HttpLimits) -> Option<Seen> {
    let seen = look_at(buf, limits).ok()?.ok()?;
    let head = &buf[..seen.0];
    let is_good =
        head.len() <= limits.max_head && head.first() != Some(&b'\r') && !has_bare_lf(head);
    is_good.then_some(seen)
}

/// Whether a line feed stands without a carriage return before it. All bytes are looked at, so that many are at once.
fn has_bare_lf(bytes: &[u8]) -> bool {
    let after = bytes.get(1..).unwrap_or_default();
    let bare =
        |bad: bool, (byte, before): (&u8, &u8)| bad | ((*byte == b'\n') & (*before != b'\r'));
    bytes.first() == Some(&b'\n') || after.iter().zip(bytes).fold(false, bare)
}

impl Decoder for Http1 {
    fn next(&mut self, buf: &[u8]) -> Result<Frame, ProtocolError> {
        Ok(self.step(buf)?)
    }
}

impl HeadScan {
    /// At the start of a response.
    fn of_response() -> Self {
        Self { is_response: true, ..Self::default() }
    }

    /// Looks at what is new and says where the head ends. What can be no part of a head is refused before the head is complete, so that nobody
    /// waits for the rest of it.
    fn find_end(&mut self, buf: &[u8], limits: &HttpLimits) -> Result<Option<usize>, Refusal> {
        for at in memchr_iter(b'\n', &buf[self.seen..]) {
            let at = self.seen + at;
            if at == 0 || buf[at - 1] != b'\r' {
                return Err(Refusal::BARE_LF);
            }
            let empty = at - self.line == 1;
            self.check_size(at + 1, limits)?;
            match (empty, self.lines) {
                (true, 0) if self.skipped => return Err(Refusal::NO_REQUEST_LINE),
                (true, 0) => self.skipped = true,
                (true, _) => return Ok(Some(at + 1)),
                (false, 0) => {
                    self.lines = 1;
                    self.request_line = at + 1;
                }
                (false, _) => self.lines += 1,
            }
            self.line = at + 1;
            if self.lines > limits.max_fields + 1 {
                return Err(Refusal::TOO_MANY_FIELDS);
            }
        }
        self.check_size(buf.len(), limits)?;
        self.check_rest(buf)?;
        self.seen = buf.len();
        Ok(None)
    }

    fn check_size(&self, size: usize, limits: &HttpLimits) -> Result<(), Refusal> {
        match size > limits.max_head {
            true if self.lines == 0 => Err(Refusal::TARGET_TOO_LONG),
            true => Err(Refusal::HEAD_TOO_LARGE),
            false => Ok(()),
        }
    }

    /// The bytes that are new, of a head that is not complete.
    fn check_rest(&self, buf: &[u8]) -> Result<(), Refusal> {
        let request_line = if self.lines == 0 { buf.len() } else { self.request_line };
        let (first, others) = buf.split_at(request_line);
        let first = first.get(self.seen..).unwrap_or_default();
        let others = &others[self.seen.saturating_sub(request_line).min(others.len())..];
        let in_line = |byte: &u8| matches!(byte, b'\r' | b'\n' | b' '..=b'~');
        let in_field = |byte: &u8| in_line(byte) || matches!(byte, b'\t' | 0x80..);
        let in_first = |byte: &u8| in_line(byte) || (self.is_response && in_field(byte));
        if !first.iter().all(in_first) || !others.iter().all(in_field) {
            return Err(Refusal::BAD_BYTE);
        }
        // A carriage return ends a line, and nothing else; of the last byte it is not known yet.
        let from = self.seen.saturating_sub(1);
        let alone = |pair: &[u8]| pair[0] == b'\r' && pair[1] != b'\n';
        if buf[from..].windows(2).any(alone) { Err(Refusal::BARE_CR) } else { Ok(()) }
    }
}
