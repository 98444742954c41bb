//! HTTP/1.1 responses of a stream (RFC 9112, sections 4 and 6.3): the client's side, for which a body is read as it comes.
//!
//! ```text
//!        interim                    Content-Length      all there
//!       ┌──────┐              ┌──────────────────> Sized ────────> End
//!       v      │   Head       ├─ chunked ────────> Chunked ──────> End
//! ────> Head ──┴─────────────>┼─ neither ────────> UntilClose ── the peer closes ──> End
//!        │                    └─ HEAD, 101, 204, 304 ────────────> End
//!        └──> Refusal
//! ```
//!
//! It is as strict as the server is with requests, for the same reason. What it refuses has no answer: the connection is closed.

use std::collections::VecDeque;
use std::mem::MaybeUninit;

use bytes::{Bytes, BytesMut};
use httparse::{Error, Header, ParserConfig, Response, Status};

use super::chunked::Chunks;
use super::head::{Codings, Refusal, length, list};
use super::{HeadScan, MAX_FIELDS};
use crate::http::status;
use crate::settings::HttpLimits;

/// What every head begins with, but for the minor version.
const BEGIN: &[u8] = b"HTTP/1.";

/// A tokenized head.
#[derive(Debug)]
pub struct ResponseHead<'a, 'h> {
    /// The status code, three digits.
    pub status: u16,
    /// The version is HTTP/1.`minor`: 0 or 1.
    pub minor: u8,
    /// The fields in order; names as they came, values without the white space around them.
    pub fields: &'h [Header<'a>],
}

impl<'a> ResponseHead<'a, '_> {
    /// The values of the fields of that name, in any case.
    pub fn values<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'a [u8]> + 's {
        let named = move |field: &&Header<'a>| field.name.eq_ignore_ascii_case(name);
        self.fields.iter().filter(named).map(|field| field.value)
    }
}

/// Calls `use_head` with the tokens of the complete head that `bytes` begins with.
///
/// # Errors
/// The head is none, or has more than [`MAX_FIELDS`] fields.
pub fn with_response_head<'a, R>(
    bytes: &'a [u8],
    use_head: impl FnOnce(&ResponseHead<'a, '_>) -> R,
) -> Result<R, Refusal> {
    let mut room = [const { MaybeUninit::<Header<'a>>::uninit() }; MAX_FIELDS];
    let mut response = Response::new(&mut []);
    let config = ParserConfig::default();
    match config.parse_response_with_uninit_headers(&mut response, bytes, &mut room) {
        Ok(Status::Complete(_)) => Ok(use_head(&ResponseHead {
            status: response.code.unwrap_or_default(),
            minor: response.version.unwrap_or_default(),
            fields: response.headers,
        })),
        Err(Error::TooManyHeaders) => Err(Refusal::TOO_MANY_FIELDS),
        Err(Error::HeaderName | Error::HeaderValue) => Err(Refusal::BAD_FIELD),
        Err(Error::Version) => Err(Refusal::BAD_VERSION),
        Ok(Status::Partial) | Err(_) => Err(Refusal::BAD_STATUS_LINE),
    }
}

/// Calls `use_fields` with the trailers in `bytes`, as the reader has given them.
pub fn with_trailers<'a, R>(bytes: &'a [u8], use_fields: impl FnOnce(&[Header<'a>]) -> R) -> R {
    let mut room = [httparse::EMPTY_HEADER; MAX_FIELDS];
    match httparse::parse_headers(bytes, &mut room) {
        Ok(Status::Complete((_, fields))) => use_fields(fields),
        // The reader gives none that are malformed.
        _ => use_fields(&[]),
    }
}

/// How a response's body is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    None,
    Sized(u64),
    Chunked,
    UntilClose,
}

/// What a head says of its body, and whether the peer will take another request.
fn examine(head: &ResponseHead<'_, '_>, asked: Asked) -> Result<(Body, bool), Refusal> {
    let (mut found, mut coded, mut codings) = (None, false, Codings::default());
    let (mut close, mut keep) = (false, false);
    for field in head.fields {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        if is("content-length") {
            if found.is_some() {
                return Err(Refusal::TWO_LENGTHS);
            }
            found = Some(length(field.value)?);
        } else if is("transfer-encoding") {
            coded = true;
            codings.take(field.value)?;
        } else if is("connection") {
            for option in list(field.value) {
                close |= option.eq_ignore_ascii_case(b"close");
                keep |= option.eq_ignore_ascii_case(b"keep-alive");
            }
        }
    }
    let body = match (coded, found) {
        (true, Some(_)) => return Err(Refusal::LENGTH_AND_CODING),
        (true, None) if head.minor == 0 => return Err(Refusal::OLD_CODING),
        _ if head.status == 101 => return Ok((Body::None, false)),
        _ if asked == Asked::Tunnel && (200..300).contains(&head.status) => {
            return Ok((Body::None, false));
        }
        _ if asked == Asked::Head || status::is_bodiless(head.status) => Body::None,
        (true, None) => {
            codings.body()?;
            Body::Chunked
        }
        (false, Some(length)) => Body::Sized(length),
        (false, None) => Body::UntilClose,
    };
    let persists = !close && (head.minor == 1 || keep) && body != Body::UntilClose;
    Ok((body, persists))
}

/// What was asked for, as far as it has a say in where the response ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// `HEAD`: there is no body, whatever the head says of one.
    Head,
    /// `CONNECT`: after a 2xx the connection is something else.
    Tunnel,
    /// A body, if there is one.
    Body,
}

impl Asked {
    /// By that method.
    #[must_use]
    pub fn by(method: &[u8]) -> Self {
        match method {
            b"HEAD" => Self::Head,
            b"CONNECT" => Self::Tunnel,
            _ => Self::Body,
        }
    }
}

/// What a reader finds next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing more: receive, and ask again.
    More,
    /// The head; see [`with_response_head`]. Comes once and first.
    Head(Bytes),
    /// Data of the body. Chunks come as they are, in pieces if they do.
    Data(Bytes),
    /// The response is complete.
    End {
        /// The trailers of a chunked body, see [`with_trailers`]; empty if there is none.
        trailers: Bytes,
        /// The peer will take another request on this connection.
        persists: bool,
    },
}

/// Why there is no more of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the peer has closed the connection before its response was complete")]
pub struct Incomplete;

/// Reads one response.
#[derive(Debug)]
pub struct ResponseReader {
    limits: HttpLimits,
    asked: Asked,
    state: State,
    persists: bool,
    /// Data that was found and not handed out yet.
    found: VecDeque<Bytes>,
}

#[derive(Debug)]
enum State {
    Head(HeadScan),
    Sized(u64),
    Chunked(Chunks),
    UntilClose,
    End(Bytes),
}

impl ResponseReader {
    /// At the start of the response to what was asked. Of the limits, that of the message's length is not looked at: a body is handed out as it comes.
    #[must_use]
    pub fn new(asked: Asked, limits: HttpLimits) -> Self {
        let limits = HttpLimits { max_length: usize::MAX, ..limits };
        let state = State::Head(HeadScan::of_response());
        Self { limits, asked, state, persists: false, found: VecDeque::new() }
    }

    /// Takes what comes next off the front of `input`.
    ///
    /// # Errors
    /// It is no response. The connection is of no use any more.
    pub fn advance(&mut self, input: &mut BytesMut) -> Result<Step, Refusal> {
        loop {
            if let Some(data) = self.found.pop_front() {
                return Ok(Step::Data(data));
            }
            match &mut self.state {
                State::Head(scan) => {
                    check_beginning(input)?;
                    let Some(end) = scan.find_end(input, &self.limits)? else {
                        return Ok(Step::More);
                    };
                    let head = input.split_to(end).freeze();
                    *scan = HeadScan::of_response();
                    if let Some(head) = self.begin(head)? {
                        return Ok(Step::Head(head));
                    }
                }
                State::Sized(0) => self.state = State::End(Bytes::new()),
                State::Sized(left) => {
                    let most = usize::try_from(*left).unwrap_or(usize::MAX);
                    let data = input.split_to(input.len().min(most)).freeze();
                    *left -= data.len() as u64;
                    return Ok(if data.is_empty() { Step::More } else { Step::Data(data) });
                }
                State::Chunked(chunks) => {
                    let mut ranges = Vec::new();
                    let end = chunks.advance(input, &mut |range| ranges.push(range))?;
                    let trailers = chunks.trailers();
                    let done = end.unwrap_or_else(|| chunks.let_go());
                    let taken = input.split_to(done).freeze();
                    self.found.extend(ranges.into_iter().map(|range| taken.slice(range)));
                    if end.is_some() {
                        self.state = State::End(taken.slice(trailers));
                    } else if self.found.is_empty() {
                        return Ok(Step::More);
                    }
                }
                State::UntilClose => {
                    let data = input.split().freeze();
                    return Ok(if data.is_empty() { Step::More } else { Step::Data(data) });
                }
                State::End(trailers) => {
                    let (trailers, persists) = (trailers.clone(), self.persists);
                    return Ok(Step::End { trailers, persists });
                }
            }
        }
    }

    /// What it means that the peer sends no more, when all that it has sent was looked at.
    ///
    /// # Errors
    /// The response is not complete.
    pub fn ended(&mut self) -> Result<(), Incomplete> {
        match self.state {
            State::UntilClose => self.state = State::End(Bytes::new()),
            State::End(_) => {}
            _ => return Err(Incomplete),
        }
        Ok(())
    }

    /// Whether the body, which has begun, ends when the peer closes the connection.
    #[must_use]
    pub fn is_endless(&self) -> bool {
        matches!(self.state, State::UntilClose)
    }

    /// Whether nothing of the response has come.
    #[must_use]
    pub fn is_untouched(&self, input: &BytesMut) -> bool {
        input.is_empty() && matches!(&self.state, State::Head(_))
    }

    /// Goes on by what the head says, and gives it back unless it is that of an interim response.
    fn begin(&mut self, head: Bytes) -> Result<Option<Bytes>, Refusal> {
        let asked = self.asked;
        let (status, examined) =
            with_response_head(&head, |head| (head.status, examine(head, asked)))?;
        let (body, persists) = examined?;
        match status {
            0..100 => return Err(Refusal::BAD_STATUS_LINE),
            // Whoever sends 101 without being asked speaks something else from here on.
            100 | 102..200 => return Ok(None),
            _ => {}
        }
        self.persists = persists;
        self.state = match body {
            Body::None => State::End(Bytes::new()),
            Body::Sized(length) => State::Sized(length),
            Body::Chunked => State::Chunked(Chunks::new(0, &self.limits)),
            Body::UntilClose => State::UntilClose,
        };
        Ok(Some(head))
    }
}

/// Refuses at once what is no response at all.
fn check_beginning(input: &[u8]) -> Result<(), Refusal> {
    let input = input.strip_prefix(b"\r\n").unwrap_or(input);
    let seen = input.len().min(BEGIN.len());
    match input[..seen] == BEGIN[..seen] || input == b"\r" {
        true => Ok(()),
        false if input.starts_with(b"HTTP/") => Err(Refusal::BAD_VERSION),
        false => Err(Refusal::BAD_STATUS_LINE),
    }
}
