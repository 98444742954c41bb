//! The server's side: whole requests out of the frames of a connection, and answers back into frames.
//!
//! ```text
//! receive ─> HEADERS ── examine ──┬── refused: answered here (400, 413, 417, 431, 501)
//!                                 └── DATA* ── whole ──> next_request ── held ──> answer* ── over
//! ```
//!
//! A request is what an HTTP/1.1 client would have sent for it, without the framing of the body: one head, one body. Answers come in the same form:
//! the first part begins with a head, what follows is body.

use super::answer::{Answer, request_head, trailers};
use super::connection::{Connection, Event, Limits};
use super::reason::{Reason, Violation};
use super::settings::Settings;
use super::stream::{Source, Way};
use crate::http::answer::{self, Persistence};
use crate::ids::StreamId;
use crate::protocol::http1::{Body, Facts, Gist, MAX_FIELDS, Refusal, examine, with_head};
use crate::settings::Http2Settings;
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// Bodies that a connection may have in the making, as a multiple of the longest request.
const GATHERED: usize = 4;
/// A body that comes this fast, in bytes a second, is not slow however long it is.
const SLOWEST: u64 = 1024;

/// What a client may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestLimits {
    /// What the client is told.
    pub settings: Settings,
    /// Bytes of a head at most, 32 for each of its fields included.
    pub max_head: usize,
    /// Fields of a head.
    pub max_fields: usize,
    /// Bytes of a request, head and body.
    pub max_length: usize,
}

impl RequestLimits {
    /// What settings allow. A request may have so many bytes.
    #[must_use]
    pub fn new(http2: &Http2Settings, max_length: usize) -> Self {
        Self {
            settings: Settings::from(http2),
            max_head: http2.max_header_list_size as usize,
            max_fields: http2.max_headers,
            max_length,
        }
    }
}

/// A whole request.
#[derive(Debug)]
pub struct Request {
    /// Its stream.
    pub stream: StreamId,
    /// Head and body.
    pub bytes: Vec<u8>,
    /// What is known of it.
    pub gist: Gist,
}

#[derive(Debug)]
struct Gathered {
    bytes: Vec<u8>,
    gist: Gist,
    since: Duration,
}

/// See the module's head.
#[derive(Debug)]
pub struct Requests {
    connection: Connection,
    max_length: usize,
    /// Of what has come, the beginning of a frame.
    rest: Vec<u8>,
    gathering: BTreeMap<u32, Gathered>,
    /// Bytes of these.
    gathered: usize,
    whole: VecDeque<Request>,
    /// Requests that are worked on for longer than a callback, and the processes that do.
    taken: BTreeMap<u32, i32>,
    /// Requests that have come.
    count: u32,
    /// How many there had been, and when, when nothing was under way for the first time.
    quiet: (u32, Duration),
}

impl Requests {
    /// A connection that a client begins.
    #[must_use]
    pub fn new(limits: &RequestLimits) -> Self {
        let of_fields =
            Limits { max_list: limits.max_head, max_fields: limits.max_fields.min(MAX_FIELDS - 2) };
        Self {
            connection: Connection::server(limits.settings, of_fields),
            max_length: limits.max_length,
            rest: Vec::new(),
            gathering: BTreeMap::new(),
            gathered: 0,
            whole: VecDeque::new(),
            taken: BTreeMap::new(),
            count: 0,
            quiet: (u32::MAX, Duration::ZERO),
        }
    }

    /// The connection itself.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// Takes in what the client has sent. `now` is any clock's that only goes forward, `second` the Unix time.
    ///
    /// # Errors
    /// The client has broken the protocol; what it is told is the last thing in the output.
    pub fn receive(&mut self, bytes: &[u8], now: Duration, second: u64) -> Result<(), Violation> {
        let mut rest = std::mem::take(&mut self.rest);
        if rest.is_empty() {
            let mut input = bytes;
            self.read(&mut input, now, second)?;
            rest.extend_from_slice(input);
        } else {
            rest.extend_from_slice(bytes);
            let mut input = &rest[..];
            self.read(&mut input, now, second)?;
            let used = rest.len() - input.len();
            rest.drain(..used);
        }
        self.rest = rest;
        Ok(())
    }

    fn read(&mut self, input: &mut &[u8], now: Duration, second: u64) -> Result<(), Violation> {
        while let Some(event) = self.connection.next(input, now)? {
            match event {
                Event::Head { stream, too_large: true, .. } => {
                    self.refuse(stream, Refusal::HEAD_TOO_LARGE.status, second);
                }
                Event::Head { stream, fields, end, .. } => {
                    let bytes = request_head(&fields);
                    match look_at(&bytes, end) {
                        Ok((facts, gist)) => {
                            if facts.expects_continue && !end {
                                self.connection.send_interim(stream, 100);
                            }
                            self.begin(stream, Gathered { bytes, gist, since: now }, end, second);
                        }
                        Err(refusal) => self.refuse(stream, refusal.status, second),
                    }
                }
                Event::Data { stream, bytes, end } => self.more(stream, bytes, end, second),
                Event::Trailers { stream, .. } => self.complete(stream),
                Event::Reset { stream, .. } => self.forget(stream),
                Event::GoAway { .. } | Event::Pong | Event::Settings => {}
            }
        }
        Ok(())
    }

    fn begin(&mut self, stream: StreamId, request: Gathered, end: bool, second: u64) {
        self.count = self.count.wrapping_add(1);
        self.gathered += request.bytes.len();
        let fits = request.bytes.len() <= self.max_length;
        self.gathering.insert(stream.0, request);
        if !fits {
            return self.refuse(stream, Refusal::TOO_LARGE.status, second);
        }
        if end {
            self.complete(stream);
        }
    }

    fn more(&mut self, stream: StreamId, bytes: &[u8], end: bool, second: u64) {
        self.connection.consumed(stream, bytes.len());
        let Some(request) = self.gathering.get_mut(&stream.0) else { return };
        if request.bytes.len() + bytes.len() > self.max_length {
            return self.refuse(stream, Refusal::TOO_LARGE.status, second);
        }
        if self.gathered + bytes.len() > self.max_length.saturating_mul(GATHERED) {
            // The client may ask again when the others are done.
            self.connection.reset(stream, Reason::RefusedStream);
            return self.forget(stream);
        }
        self.gathered += bytes.len();
        request.bytes.extend_from_slice(bytes);
        if end {
            self.complete(stream);
        }
    }

    fn complete(&mut self, stream: StreamId) {
        let Some(request) = self.gathering.remove(&stream.0) else { return };
        self.gathered -= request.bytes.len();
        self.connection.hold(stream);
        self.whole.push_back(Request { stream, bytes: request.bytes, gist: request.gist });
    }

    /// Nothing more comes of a request that is not complete. One that nobody has begun to work on is not handed on any more.
    fn forget(&mut self, stream: StreamId) {
        if let Some(request) = self.gathering.remove(&stream.0) {
            self.gathered -= request.bytes.len();
        }
        if let Some(at) = self.whole.iter().position(|request| request.stream == stream) {
            self.whole.remove(at);
            self.connection.let_go(stream);
        }
    }

    /// Answers a request that must not be served.
    fn refuse(&mut self, stream: StreamId, status: u16, second: u64) {
        self.forget(stream);
        let mut text = Vec::with_capacity(160);
        answer::bare(&mut text, status, Persistence::KeepAlive, second);
        self.answer(stream, &text, true);
    }

    /// The next request that is complete, in the order of their ends. It must be answered, be it by [`Requests::give_up`].
    pub fn next_request(&mut self) -> Option<Request> {
        self.whole.pop_front()
    }

    /// Whether another one is complete.
    #[must_use]
    pub fn has_request(&self) -> bool {
        !self.whole.is_empty()
    }

    /// Requests that have come so far.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Whether nothing is under way.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.connection.open_streams() == 0 && self.rest.is_empty()
    }

    /// Whether bodies are still to come.
    #[must_use]
    pub fn is_gathering(&self) -> bool {
        !self.gathering.is_empty()
    }

    /// Since when nothing has been under way; `None` while something is. To be asked now and then.
    pub fn quiet_since(&mut self, now: Duration) -> Option<Duration> {
        if !self.is_idle() || self.quiet.0 != self.count {
            self.quiet = (self.count, now);
        }
        self.is_idle().then_some(self.quiet.1)
    }

    /// Takes a part of an answer; the first begins with a head. With `last` it is the end. False if the client does not want it any more.
    pub fn answer(&mut self, stream: StreamId, bytes: &[u8], last: bool) -> bool {
        let sent = match self.connection.sending(stream) {
            Some(Way::Head) => match Answer::of(bytes) {
                Some(answer) => self.begin_answer(stream, &answer, last),
                None => {
                    self.connection.reset(stream, Reason::Internal);
                    false
                }
            },
            _ => self.connection.send_body(stream, bytes, last),
        };
        if last {
            self.over(stream);
        }
        sent
    }

    fn begin_answer(&mut self, stream: StreamId, answer: &Answer<'_>, last: bool) -> bool {
        let end = last && answer.body.is_empty();
        let sent = self.connection.send_head(stream, end, |put| answer.put(put));
        if sent && !answer.body.is_empty() {
            self.connection.send_body(stream, answer.body, last);
        }
        sent
    }

    /// Takes a part of an answer that is read when there is room for it; otherwise as [`Requests::answer`], its head being sent.
    pub fn answer_from(
        &mut self,
        stream: StreamId,
        source: Box<dyn Source>,
        length: u64,
        last: bool,
    ) -> bool {
        let sent = self.connection.send_source(stream, source, length, last);
        if last {
            self.over(stream);
        }
        sent
    }

    /// Ends an answer with trailers: lines, each with its end.
    pub fn end_with_trailers(&mut self, stream: StreamId, lines: &[u8]) -> bool {
        let sent = self.connection.send_trailers(stream, trailers(lines));
        self.over(stream);
        sent
    }

    /// Nobody will answer a request, or go on with its answer: the client is told so by `status`, or by a reset if the answer has begun.
    pub fn give_up(&mut self, stream: StreamId, status: u16, second: u64) {
        if self.connection.sending(stream) == Some(Way::Head) {
            return self.refuse(stream, status, second);
        }
        self.connection.reset(stream, Reason::Internal);
        self.over(stream);
    }

    /// Nobody works on a request any more.
    fn over(&mut self, stream: StreamId) {
        self.taken.remove(&stream.0);
        self.connection.let_go(stream);
    }

    /// A process works on a request for longer than its callback.
    pub fn taken(&mut self, stream: StreamId, process: i32) {
        if self.connection.sending(stream).is_some() {
            self.taken.insert(stream.0, process);
        }
    }

    /// The requests that a process works on.
    #[must_use]
    pub fn taken_by(&self, process: i32) -> Vec<StreamId> {
        let taken = self.taken.iter().filter(|(_, by)| **by == process);
        taken.map(|(stream, _)| StreamId(*stream)).collect()
    }

    /// Refuses requests whose bodies have taken longer than `limit`, and a second for each KiB, to come. Says whether there were any.
    pub fn refuse_slow(&mut self, now: Duration, limit: Duration, second: u64) -> bool {
        let slow = self.gathering.iter().filter(|(_, request)| {
            let earned = Duration::from_secs(request.bytes.len() as u64 / SLOWEST);
            now.saturating_sub(request.since) >= limit.saturating_add(earned)
        });
        let slow: Vec<_> = slow.map(|(stream, _)| StreamId(*stream)).collect();
        for stream in &slow {
            self.refuse(*stream, Refusal::TIMED_OUT.status, second);
        }
        !slow.is_empty()
    }
}

/// The same look that every request gets.
fn look_at(head: &[u8], end: bool) -> Result<(Facts, Gist), Refusal> {
    with_head(head, MAX_FIELDS, |head| {
        let mut facts = examine(head)?;
        if facts.lacks_host {
            return Err(Refusal::NO_HOST);
        }
        facts.body = match facts.body {
            _ if end => Body::None,
            // There may be one, though nobody has said how long it is.
            Body::None => Body::Sized(1),
            body => body,
        };
        Ok((facts, Gist::of(head, &facts)))
    })?
}
