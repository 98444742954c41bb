//! The state of a connection, and the frames that come, one after the other.

use super::budget::Budget;
use super::fields::Fields;
use super::frame::{self, HEAD, Head, Kind, PREFACE};
use super::hpack::{Decoder, Encoder};
use super::reason::{Reason, Violation};
use super::settings::Settings;
use super::stream::{Stream, Way};
use super::{DEFAULT_WINDOW, MAX_WINDOW};
use crate::ids::StreamId;
use foldhash::fast::RandomState;
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// The window of a connection, in bytes, unless its streams have larger ones.
const CONNECTION_WINDOW: u32 = 1 << 20;
/// A buffer that grew beyond this, in bytes, is given back.
const KEPT_BUFFER: usize = 32 * 1024;
/// Frames that only cost (PING, SETTINGS, PRIORITY, unknown ones, empty DATA) at once, and each second.
const IDLE_FRAMES: (u32, u32) = (1000, 200);
/// Streams that the peer resets, or makes us reset or refuse, at once, and each second.
const RESETS: (u32, u32) = (200, 50);

/// What a peer may send, beside what [`Settings`] tell it.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of a list of fields, 32 for each of them included. The rest of a longer one is thrown away.
    pub max_list: usize,
    /// Fields of a list.
    pub max_fields: usize,
}

/// What has come.
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'b> {
    /// The head of a request or response. It is well-formed, unless it is `too_large`: then it is not complete.
    Head {
        /// Its stream.
        stream: StreamId,
        /// Its fields.
        fields: Fields,
        /// It exceeds the [`Limits`].
        too_large: bool,
        /// There is no body.
        end: bool,
    },
    /// A part of a body. Say so by [`Connection::consumed`] when it has been dealt with.
    Data {
        /// Its stream.
        stream: StreamId,
        /// The part.
        bytes: &'b [u8],
        /// It is the last.
        end: bool,
    },
    /// What comes behind a body, which ends here.
    Trailers {
        /// Its stream.
        stream: StreamId,
        /// The fields.
        fields: Fields,
    },
    /// Nothing more comes of a stream, and nothing more can be sent on it.
    Reset {
        /// The stream.
        stream: StreamId,
        /// The error code.
        reason: u32,
        /// It was the peer that ended it; else the peer's mistake.
        by_peer: bool,
    },
    /// The peer takes no new streams.
    GoAway {
        /// The last one that it has taken.
        last: StreamId,
        /// The error code.
        reason: u32,
        /// What it says beside.
        debug: &'b [u8],
    },
    /// The answer to a ping.
    Pong,
    /// The peer has said what it takes.
    Settings,
}

/// What has been received of a block that goes on in CONTINUATION.
#[derive(Debug)]
pub(super) struct Partial {
    pub stream: u32,
    pub end_stream: bool,
    /// The stream that it promises, if it is a promise.
    pub promised: Option<u32>,
    pub block: Vec<u8>,
    pub frames: usize,
}

/// See the module's head.
#[derive(Debug)]
pub struct Connection {
    pub(super) is_server: bool,
    pub(super) limits: Limits,
    /// What we ask of the peer.
    pub(super) local: Settings,
    /// The window that new streams of the peer have: ours, or the usual one while it may not know ours.
    pub(super) initial_receive: u32,
    /// What the peer asks of us.
    pub(super) peer: Settings,
    pub(super) decoder: Decoder,
    pub(super) encoder: Encoder,
    pub(super) streams: HashMap<u32, Stream, RandomState>,
    /// Streams that have something to send, in their turns.
    pub(super) ready: VecDeque<u32>,
    /// The last stream that the peer has opened, or (of a client) that we have.
    pub(super) last: u32,
    /// Frames for closed streams up to this one may have been sent before the peer knew that we had reset it.
    pub(super) forgiven: u32,
    /// Bytes of the connection's window, as of a stream's.
    pub(super) receive_window: i64,
    pub(super) window_size: u32,
    pub(super) unreleased: u32,
    pub(super) send_window: i64,
    pub(super) partial: Option<Partial>,
    /// What is to be sent.
    pub(super) out: Vec<u8>,
    /// Bytes up to which bodies are written to `out`.
    pub(super) room: usize,
    /// Bytes that wait in streams.
    pub(super) queued: u64,
    /// For blocks that are written.
    pub(super) scratch: Vec<u8>,
    pub(super) idle_frames: Budget,
    pub(super) resets: Budget,
    /// Streams above this one have not been taken by the peer.
    pub(super) peer_goes_away: Option<u32>,
    pub(super) going_away: bool,
    /// Streams of ours that the peer has not taken.
    pub(super) lost: Vec<u32>,
    /// Bytes of the preface that are still to come.
    preface: &'static [u8],
    settled: bool,
    failed: Option<Violation>,
}

impl Connection {
    /// The server's end: waits for the preface.
    #[must_use]
    pub fn server(local: Settings, limits: Limits) -> Self {
        Self::new(true, local, limits)
    }

    /// The client's end: its preface is in the output.
    #[must_use]
    pub fn client(local: Settings, limits: Limits) -> Self {
        Self::new(false, local, limits)
    }

    fn new(is_server: bool, local: Settings, limits: Limits) -> Self {
        let local = local.clamped();
        let mut out = Vec::with_capacity(128);
        if !is_server {
            out.extend_from_slice(PREFACE);
        }
        local.put(&mut out, !is_server);
        let window_size = local.initial_window_size.max(CONNECTION_WINDOW);
        frame::put_window(&mut out, 0, window_size - DEFAULT_WINDOW);
        let burst = local.max_concurrent_streams.unwrap_or(0).saturating_mul(2).max(RESETS.0);
        Self {
            is_server,
            limits,
            local,
            initial_receive: local.initial_window_size.max(DEFAULT_WINDOW),
            peer: Settings::default(),
            decoder: Decoder::new(local.header_table_size as usize),
            encoder: Encoder::default(),
            streams: HashMap::default(),
            ready: VecDeque::new(),
            last: 0,
            forgiven: 0,
            receive_window: window_size.into(),
            window_size,
            unreleased: 0,
            send_window: DEFAULT_WINDOW.into(),
            partial: None,
            out,
            room: usize::MAX,
            queued: 0,
            scratch: Vec::new(),
            idle_frames: Budget::new(IDLE_FRAMES.0, IDLE_FRAMES.1),
            resets: Budget::new(burst, RESETS.1),
            peer_goes_away: None,
            going_away: false,
            lost: Vec::new(),
            preface: if is_server { PREFACE } else { b"" },
            settled: false,
            failed: None,
        }
    }

    /// Reads on in `input`, which is cut by what has been read; call again until there is nothing more to say of it. What remains then must be shown
    /// again with what comes behind it. `now` is any clock's that only goes forward.
    ///
    /// # Errors
    /// The peer has broken the protocol; what it is told of that is in the output, and is the last thing there.
    pub fn next<'b>(
        &mut self,
        input: &mut &'b [u8],
        now: Duration,
    ) -> Result<Option<Event<'b>>, Violation> {
        if let Some(violation) = self.failed {
            return Err(violation);
        }
        self.try_next(input, now).inspect_err(|violation| {
            self.failed = Some(*violation);
            let last = if self.is_server { self.last } else { 0 };
            frame::put_go_away(
                &mut self.out,
                last,
                violation.reason as u32,
                violation.why.as_bytes(),
            );
        })
    }

    fn try_next<'b>(
        &mut self,
        input: &mut &'b [u8],
        now: Duration,
    ) -> Result<Option<Event<'b>>, Violation> {
        if !self.preface.is_empty() {
            let len = self.preface.len().min(input.len());
            let (come, rest) = input.split_at(len);
            if come != &self.preface[..len] {
                return Err(Violation::protocol("no preface"));
            }
            self.preface = &self.preface[len..];
            *input = rest;
        }
        loop {
            if let Some(stream) = self.lost.pop() {
                let reason = Reason::RefusedStream as u32;
                let stream = StreamId(stream);
                return Ok(Some(Event::Reset { stream, reason, by_peer: true }));
            }
            let Some(head) = Head::of(input) else { return Ok(None) };
            if head.len > self.local.max_frame_size as usize {
                return Err(Violation::size("a frame longer than MAX_FRAME_SIZE"));
            }
            if !self.settled && head.kind != Some(Kind::Settings) {
                return Err(Violation::protocol("another frame before SETTINGS"));
            }
            let Some(payload) = input.get(HEAD..HEAD + head.len) else { return Ok(None) };
            *input = &input[HEAD + head.len..];
            if let Some(event) = self.frame(head, payload, now)? {
                return Ok(Some(event));
            }
        }
    }

    fn frame<'b>(
        &mut self,
        head: Head,
        payload: &'b [u8],
        now: Duration,
    ) -> Result<Option<Event<'b>>, Violation> {
        if self.partial.is_some() && head.kind != Some(Kind::Continuation) {
            return Err(Violation::protocol("a frame within a header block"));
        }
        let only_costs = match head.kind {
            Some(Kind::Ping | Kind::Settings | Kind::Priority) | None => true,
            Some(Kind::Data) => payload.is_empty() && !head.has(frame::END_STREAM),
            _ => false,
        };
        if only_costs && !self.idle_frames.spend(now) {
            return Err(Violation::flood("frames without a use, too many of them"));
        }
        match head.kind {
            Some(Kind::Data) => self.data(head, payload, now),
            Some(Kind::Headers) => self.headers(head, payload, now),
            Some(Kind::Continuation) => self.continuation(head, payload, now),
            Some(Kind::Priority) => self.priority(head, payload).map(|()| None),
            Some(Kind::RstStream) => self.peer_resets(head, payload, now),
            Some(Kind::Settings) => {
                self.settled = true;
                self.settings(head, payload)
            }
            Some(Kind::PushPromise) => self.promise(head, payload, now),
            Some(Kind::Ping) => self.pinged(head, payload),
            Some(Kind::GoAway) => self.peer_leaves(head, payload),
            Some(Kind::WindowUpdate) => self.window(head, payload, now),
            None => Ok(None),
        }
    }

    /// What is to be sent: to be taken, all of it, in this order.
    #[must_use]
    pub fn output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// Takes a buffer back that [`Connection::output`] has given, for what comes next.
    pub fn reuse(&mut self, mut buffer: Vec<u8>) {
        if self.out.capacity() == 0 && buffer.capacity() <= KEPT_BUFFER {
            buffer.clear();
            self.out = buffer;
        }
    }

    /// Whether something is to be sent.
    #[must_use]
    pub fn has_output(&self) -> bool {
        !self.out.is_empty()
    }

    /// Bytes of bodies that wait in streams for windows or room.
    #[must_use]
    pub fn queued(&self) -> u64 {
        self.queued
    }

    /// Bytes that [`Connection::output`] may have before bodies wait. Frames that end or steer something do not count.
    pub fn set_room(&mut self, room: usize) {
        self.room = room;
    }

    /// What the peer asks of us.
    #[must_use]
    pub fn peer_settings(&self) -> &Settings {
        &self.peer
    }

    /// What we ask of the peer.
    #[must_use]
    pub fn local_settings(&self) -> &Settings {
        &self.local
    }

    /// The last stream that was opened; 0: none was.
    #[must_use]
    pub fn last_stream(&self) -> StreamId {
        StreamId(self.last)
    }

    /// Streams that are not closed, or are still being worked on.
    #[must_use]
    pub fn open_streams(&self) -> usize {
        self.streams.len()
    }

    /// Bytes that may be sent on the connection, and that may come.
    #[must_use]
    pub fn windows(&self) -> (i64, i64) {
        (self.send_window, self.receive_window)
    }

    /// Whether a stream is there and not closed on both sides.
    #[must_use]
    pub fn is_open(&self, stream: StreamId) -> bool {
        self.streams.get(&stream.0).is_some_and(|stream| !stream.is_closed())
    }

    /// How far what we send on a stream is; `None` if there is no such stream.
    pub(super) fn sending(&self, stream: StreamId) -> Option<Way> {
        self.streams.get(&stream.0).map(|stream| stream.sending)
    }

    /// Whether a stream has never been opened.
    pub(super) fn is_idle(&self, stream: u32) -> bool {
        stream.is_multiple_of(2) || stream > self.last
    }

    /// A part of a body has been dealt with: the peer may send as much again.
    pub fn consumed(&mut self, stream: StreamId, bytes: usize) {
        self.release_connection(bytes);
        let initial = self.local.initial_window_size;
        let Some(found) = self.streams.get_mut(&stream.0) else { return };
        if found.receiving == Way::Body {
            found.unreleased = found.unreleased.saturating_add(bytes as u32);
            found.release(stream.0, initial, &mut self.out);
        }
    }

    pub(super) fn release_connection(&mut self, bytes: usize) {
        self.unreleased = self.unreleased.saturating_add(bytes as u32);
        if self.unreleased > self.window_size / 2 {
            self.receive_window += i64::from(self.unreleased);
            frame::put_window(&mut self.out, 0, std::mem::take(&mut self.unreleased));
        }
    }

    /// Whether a window may grow to `size`.
    pub(super) const fn is_window(size: i64) -> bool {
        size <= MAX_WINDOW as i64
    }
}
